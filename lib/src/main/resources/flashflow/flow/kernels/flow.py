  # The flow z = f(x; y), data -> noise: per step [permutation, LU linear], then splines; a last [permutation, LU linear].
  # Before all of them comes the shift by the context (shift.py), where there is one.

  def views(self: __torch__.FlowKernels, flat: Tensor, spec: List[int]) -> List[Tensor]:
    # spec: (offset, rows, columns) of each tensor; columns 0 means one-dimensional
    parts: List[Tensor] = []
    for i in range(len(spec) // 3):
      o, r, c = spec[3 * i], spec[3 * i + 1], spec[3 * i + 2]
      parts.append(flat.narrow(0, o, r) if c == 0 else flat.narrow(0, o, r * c).view(r, c))
    return parts

  def net_at(self: __torch__.FlowKernels, i: int, cfg: List[int]) -> int:
    # index of the first tensor of step i's net: behind the linear layers come, for each step, the net, its last layer, its blocks
    return Linear.COUNT + i * (Net.COUNT + Last.COUNT + Block.COUNT * cfg.BLOCKS)

  def last(self: __torch__.FlowKernels, q: List[Tensor], b: int) -> List[Tensor]:
    # the last layer of the net that begins at b
    return q[b + Net.COUNT:b + Net.COUNT + Last.COUNT]

  def block_at(self: __torch__.FlowKernels, b: int, j: int) -> int:
    # index of the first tensor of block j of the net that begins at b
    return b + Net.COUNT + Last.COUNT + Block.COUNT * j

  def statistics_at(self: __torch__.FlowKernels, i: int, j: int, cfg: List[int]) -> int:
    # index of the first running statistic of block j of step i
    return Statistic.COUNT * (i * cfg.BLOCKS + j)

  def linear_forward(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], x: Tensor) -> Tensor:
    return torch.linear(x, q[Folded.MATRICES][i], q[Folded.BIASES][i]) if cfg.LINEAR == 1 else x

  def linear_inverse(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], z: Tensor) -> Tensor:
    return torch.mm(z - q[Folded.BIASES][i], q[Folded.INVERSES][i].t()) if cfg.LINEAR == 1 else z

  def splines_forward(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], box: List[float], axes: __torch__.SplineAxes, x: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
    b = self.net_at(i, cfg)
    if cfg.AUTOREGRESSIVE == 1:
      z, each, saved = self.spline_evaluated(x, self.net(q, b, cfg, x, y), self.last(q, b), box, axes)
    else:
      a = self.net(q, b, cfg, x[:, (i + 1) % 2::2], y)
      out, each, saved = self.spline_evaluated(x[:, i % 2::2], a, self.last(q, b), box, axes)
      z = self.interleave(x, out, i)
    return (z, each.sum([1]))

  def interleave(self: __torch__.FlowKernels, x: Tensor, part: Tensor, i: int) -> Tensor:
    # x with the transformed features of step i (index parity i % 2) replaced by part
    D = x.size(1)
    columns = torch.arange(D, device=x.device)
    place = torch.where(columns % 2 == i % 2, columns // 2 + D, columns)
    return torch.cat([x, part], 1).index_select(1, place)

  def step_contexts(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], y: Tensor) -> Tuple[Tensor, Tensor]:
    return self.net_contexts(q, self.net_at(i, cfg), cfg, y)

  def splines_inverse(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], box: List[float], z: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
    return self.splines_inverse_with(q, i, cfg, box, self.axes(cfg.BINS, box, z), z, self.step_contexts(q, i, cfg, y))

  def splines_inverse_with(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], box: List[float], axes: __torch__.SplineAxes, z: Tensor, contexts: Tuple[Tensor, Tensor]) -> Tuple[Tensor, Tensor]:
    # as splines_inverse, with contexts = step_contexts(y)
    b = self.net_at(i, cfg)
    if cfg.AUTOREGRESSIVE == 1:
      x, each = torch.zeros_like(z), torch.zeros_like(z)
      # feature m is right once the m before it are: D passes
      for m in range(cfg.TARGETS):
        part, log_det = self.spline_inverted(z[:, m:m + 1], self.net_with(q, b, cfg, x, contexts), self.last_of(q, b, m, cfg), box, axes)
        x, each = self.with_column(x, m, part), self.with_column(each, m, log_det)
    else:
      a = self.net_with(q, b, cfg, z[:, (i + 1) % 2::2], contexts)
      part, each = self.spline_inverted(z[:, i % 2::2], a, self.last(q, b), box, axes)
      x = self.interleave(z, part, i)
    return (x, each.sum([1]))

  def splines_sample(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], box: List[float], axes: __torch__.SplineAxes, z: Tensor, contexts: Tuple[Tensor, Tensor]) -> Tensor:
    # as splines_inverse_with, x alone
    b = self.net_at(i, cfg)
    if cfg.AUTOREGRESSIVE == 1:
      x = torch.zeros_like(z)
      for m in range(cfg.TARGETS):
        part = self.spline_root(z[:, m:m + 1], self.net_with(q, b, cfg, x, contexts), self.last_of(q, b, m, cfg), box, axes)[0]
        x = self.with_column(x, m, part)
    else:
      a = self.net_with(q, b, cfg, z[:, (i + 1) % 2::2], contexts)
      x = z.clone()
      x[:, i % 2::2].copy_(self.spline_root(z[:, i % 2::2], a, self.last(q, b), box, axes)[0])
    return x

  def with_column(self: __torch__.FlowKernels, x: Tensor, m: int, column: Tensor) -> Tensor:
    return torch.cat([x[:, :m], column, x[:, m + 1:]], 1)

  def last_of(self: __torch__.FlowKernels, q: List[Tensor], b: int, m: int, cfg: List[int]) -> List[Tensor]:
    # of the last layer of the net that begins at b what belongs to feature m
    parts: List[Tensor] = []
    for whole in self.last(q, b):
      n = whole.size(0) // cfg.TARGETS
      parts.append(whole.narrow(0, m * n, n))
    return parts

  def step_forward(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], box: List[float], axes: __torch__.SplineAxes, x: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
    return self.splines_forward(q, i, cfg, box, axes, self.linear_forward(q, i, cfg, x), y)

  def step_inverse(self: __torch__.FlowKernels, q: List[Tensor], i: int, cfg: List[int], box: List[float], axes: __torch__.SplineAxes, z: Tensor, contexts: Tuple[Tensor, Tensor]) -> Tuple[Tensor, Tensor]:
    x, log_det = self.splines_inverse_with(q, i, cfg, box, axes, z, contexts)
    return (self.linear_inverse(q, i, cfg, x), log_det)

  def flow_forward(self: __torch__.FlowKernels, q: List[Tensor], cfg: List[int], box: List[float], x: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
    # x (rows, D), y (rows, C) -> z (rows, D), log|det dz/dx| (rows)
    axes = self.axes(cfg.BINS, box, x)
    z, total = self.shifted(self.shift_of(q, cfg), cfg, x, y)
    total = total + q[Folded.LOG_DET]
    for i in range(cfg.STEPS):
      z, log_det = self.step_forward(q, i, cfg, box, axes, z, y)
      total = total + log_det
    return (self.linear_forward(q, cfg.STEPS, cfg, z), total)

  def flow_inverse(self: __torch__.FlowKernels, q: List[Tensor], cfg: List[int], box: List[float], z: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
    # z (rows, D), y (rows, C) -> x (rows, D), log|det dx/dz| (rows)
    x, axes = self.linear_inverse(q, cfg.STEPS, cfg, z), self.axes(cfg.BINS, box, z)
    total = torch.neg(q[Folded.LOG_DET]).expand([z.size(0)])
    for n in range(cfg.STEPS):
      i = cfg.STEPS - 1 - n
      x, log_det = self.step_inverse(q, i, cfg, box, axes, x, self.step_contexts(q, i, cfg, y))
      total = total + log_det
    x, log_det = self.unshifted(self.shift_of(q, cfg), cfg, x, y)
    return (x, total + log_det)

  def flow_inverse_folds(self: __torch__.FlowKernels, q: List[Tensor], cfg: List[int], box: List[float], z: Tensor, y: Tensor) -> Tensor:
    # z (folds * rows, D), fold after fold, y (rows, C) -> x (folds * rows, D). Every fold by itself, so that it rounds as
    # it would alone; what a net takes from the context is computed once for all of them. Rows whose context is not finite
    # give NaN, however little of it the nets let through.
    axes = self.axes(cfg.BINS, box, z)
    folds: List[Tensor] = []
    for f in range(z.size(0) // y.size(0)):
      folds.append(self.linear_inverse(q, cfg.STEPS, cfg, z.narrow(0, f * y.size(0), y.size(0))))
    for n in range(cfg.STEPS):
      i = cfg.STEPS - 1 - n
      contexts = self.step_contexts(q, i, cfg, y)
      done: List[Tensor] = []
      for f in range(len(folds)):
        done.append(self.linear_inverse(q, i, cfg, self.splines_sample(q, i, cfg, box, axes, folds[f], contexts)))
      folds = done
    folds = self.unshifted_folds(self.shift_of(q, cfg), cfg, folds, y)
    lost = torch.isnan(torch.mul(y, 0.0).sum([1])).unsqueeze(1)
    return torch.cat(folds, 0).view(-1, y.size(0), z.size(1)).masked_fill_(lost, nan).view(z.size())

  def flow_sample(self: __torch__.FlowKernels, q: List[Tensor], cfg: List[int], box: List[float], z: Tensor, y: Tensor) -> Tensor:
    # as flow_inverse, x alone
    return self.flow_inverse_folds(q, cfg, box, z, y) if z.size(0) > 0 else z.clone()

  def log_prob(self: __torch__.FlowKernels, q: List[Tensor], cfg: List[int], box: List[float], x: Tensor, y: Tensor) -> Tensor:
    # log p(x | y) in nats, (rows)
    # So far out that the net's numbers overflow to inf - inf, the density is 0.
    z, log_det = self.flow_forward(q, cfg, box, x, y)
    total = self.base_log_prob(z) + log_det
    return total.masked_fill(torch.isnan(total), -inf)

  def base_log_prob(self: __torch__.FlowKernels, z: Tensor) -> Tensor:
    # the standard normal, log(2 pi) = 1.8378770664093453
    return torch.mul(z, z).sum([1]).add(1.8378770664093453 * z.size(1)).mul(-0.5)

  def first_not_finite(self: __torch__.FlowKernels, x: Tensor) -> int:
    # index in row order of the first NaN or infinity, -1 where there is none
    bad = torch.isfinite(x).logical_not().view(-1)
    return int(torch.argmax(bad.to(Type.INT32)).item()) if bool(torch.any(bad).item()) else -1

  def graph_fold(self: __torch__.FlowKernels, flat: Tensor, stats: Tensor, perm: Tensor, spec: Tensor, stats_spec: Tensor, cfg: List[int], eps: float) -> List[Tensor]:
    p = self.views(flat, annotate(List[int], spec.tolist()))
    return self.fold(p, self.views(stats, annotate(List[int], stats_spec.tolist())), perm, cfg, eps)

  def graph_log_prob(self: __torch__.FlowKernels, flat: Tensor, stats: Tensor, perm: Tensor, spec: Tensor, stats_spec: Tensor, config: Tensor, numbers: Tensor, x: Tensor, y: Tensor) -> Tensor:
    # log_prob with every argument a tensor, for callers that record a graph; numbers = box, then rates, of which the batch-norm eps is used
    cfg = annotate(List[int], config.tolist())
    box = annotate(List[float], numbers.tolist())
    return self.log_prob(self.graph_fold(flat, stats, perm, spec, stats_spec, cfg, box[Box.COUNT + Rates.NORM_EPS]), cfg, box, x, y)

  def graph_step(self: __torch__.FlowKernels, flat: Tensor, stats: Tensor, perm: Tensor, spec: Tensor, stats_spec: Tensor, config: Tensor, numbers: Tensor, x: Tensor, y: Tensor, layer: Tensor) -> Tuple[Tensor, Tensor]:
    # one bijection, recording a graph: layer 2 i is the linear layer of step i, 2 i + 1 its splines, -1 the whole flow
    cfg = annotate(List[int], config.tolist())
    box = annotate(List[float], numbers.tolist())
    q = self.graph_fold(flat, stats, perm, spec, stats_spec, cfg, box[Box.COUNT + Rates.NORM_EPS])
    n = int(layer.item())
    if n < 0:
      z, log_det = self.flow_forward(q, cfg, box, x, y)
    elif n % 2 == 0:
      p = self.views(flat, annotate(List[int], spec.tolist()))
      z, log_det = self.linear_forward(q, n // 2, cfg, x), self.linear_log_det(p, n // 2, cfg, x)
    else:
      z, log_det = self.splines_forward(q, n // 2, cfg, box, self.axes(cfg.BINS, box, x), x, y)
    return (z, log_det)

  def linear_log_det(self: __torch__.FlowKernels, p: List[Tensor], i: int, cfg: List[int], x: Tensor) -> Tensor:
    # log|det| of linear layer i for every row, (rows)
    each = torch.log(torch.softplus(p[Linear.DIAGONAL][i]).add(0.001)).sum() if cfg.LINEAR == 1 else torch.zeros([], dtype=x.dtype, device=x.device)
    return each.expand([x.size(0)])

  def copy_(self: __torch__.FlowKernels, to: Tensor, values: Tensor) -> int:
    # in place, so that views of `to` see the values
    to.view(-1).copy_(values)
    return 0
