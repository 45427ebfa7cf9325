  # One training step: the forward pass with batch statistics, then its derivative written out, so that no graph is kept,
  # gradients land in their slices of one flat array, and what backward has used is freed at once.
  # rates: as flashflow.flow.kernels.KernelLists lists them; key: of the stream that this batch's dropout takes its numbers from

  def nll_and_gradient(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], stats: List[Tensor], perm: Tensor, cfg: List[int], box: List[float], rates: List[float], key: int, x: Tensor, y: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    # Weighted mean NLL (nats) of the batch, a scalar, and the NLL of each row; the mean's gradient is written into g.
    # weight (rows) sums to 1.
    saved = annotate(List[__torch__.SavedStep], [])
    inputs: List[Tensor] = []
    linear = cfg.LINEAR == 1
    lower, upper, diagonal, low, up, m = x, x, x, x, x, x
    if linear:
      diagonal = self.diagonal(p[Linear.DIAGONAL])
      low, up = self.triangle_places(diagonal)
      lower, upper = self.triangles_at(p[Linear.LOWER], p[Linear.UPPER], diagonal, low, up)
      m = self.matrices(lower, upper, perm)
    z, shift_log_det = self.shifted(stats[self.statistics_at(cfg.STEPS, 0, cfg):], cfg, x, y)
    axes = self.axes(cfg.BINS, box, x)
    last = self.last(p, self.net_at(0, cfg))
    grids = [self.grid(last, x, self.transformed(0, cfg), cfg.BINS), self.grid(last, x, self.transformed(1, cfg), cfg.BINS)]
    slopes: List[Tensor] = []
    insides: List[Tensor] = []
    for i in range(cfg.STEPS):
      if linear:
        inputs.append(z)
        z = torch.linear(z, m[i], p[Linear.BIAS][i])
      z, slope, inside, step = self.splines_train(p, stats, i, cfg, box, rates, key, z, y, axes, grids[i % 2])
      saved.append(step)
      slopes.append(slope)
      insides.append(inside)
    total = torch.log(torch.where(torch.cat(insides, 1), torch.cat(slopes, 1), axes.one)).sum([1])
    if cfg.BATCH_NORM == 1 and cfg.BLOCKS > 0:
      self.biases_into_means(p, stats, cfg, rates)
    if linear:
      inputs.append(z)
      z = torch.linear(z, m[cfg.STEPS], p[Linear.BIAS][cfg.STEPS])
      total.add_(torch.log(diagonal).sum())
    if cfg.SHIFT > Shifted.NONE:
      total.add_(shift_log_det)
    nll = torch.add(total, self.base_log_prob(z)).neg_()
    grad = z.mul(weight.unsqueeze(1))
    grad_log_det = weight.neg().unsqueeze(1)
    backward = self.spline_factors(cfg.BINS, box, x)
    grads = [grad]
    if linear:
      grad = torch.mm(grad, m[cfg.STEPS])
    for n in range(cfg.STEPS):
      i = cfg.STEPS - 1 - n
      grad = self.splines_backward(p, g, i, cfg, box, rates, grad, grad_log_det, y, saved.pop(), grids[i % 2], axes, backward)
      if linear:
        grads.append(grad)
        # that of the data is nobody's
        if i > 0:
          grad = torch.mm(grad, m[i])
    if linear:
      grads.reverse()
      each = torch.stack(grads)
      torch.sum(each, [1], out=g[Linear.BIAS])
      self.linear_backward(g, torch.bmm(each.transpose(1, 2), torch.stack(inputs)), lower, upper, p[Linear.DIAGONAL], diagonal, low, up, perm)
    return (torch.dot(nll, weight), nll)

  def transformed(self: __torch__.FlowKernels, i: int, cfg: List[int]) -> int:
    # how many features step i transforms
    return cfg.TARGETS if cfg.AUTOREGRESSIVE == 1 else (cfg.TARGETS + 1 - i % 2) // 2

  def splines_train(self: __torch__.FlowKernels, p: List[Tensor], stats: List[Tensor], i: int, cfg: List[int], box: List[float], rates: List[float], key: int, x: Tensor, y: Tensor, axes: __torch__.SplineAxes, grid: __torch__.SplineGrid) -> Tuple[Tensor, Tensor, Tensor, __torch__.SavedStep]:
    # z, and dz/dx of the transformed features with whether they lie inside the box
    b = self.net_at(i, cfg)
    part, free, z = x, x, torch.empty(x.size(), dtype=x.dtype, device=x.device)
    part_z = z
    if cfg.AUTOREGRESSIVE == 0:
      part, free = x[:, i % 2::2], x[:, (i + 1) % 2::2]
      part_z = z[:, i % 2::2]
      z[:, (i + 1) % 2::2].copy_(free)
    a, net = self.net_train(p, i, stats, cfg, rates, key, free, y)
    y_inside, slope, inside, spline = self.spline_train(part, a, self.last(p, b), box, axes, grid)
    torch.where(inside, y_inside, part, out=part_z)
    return (z, slope, inside, __torch__.SavedStep(net, a, spline))

  def splines_backward(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], i: int, cfg: List[int], box: List[float], rates: List[float], grad: Tensor, grad_log_det: Tensor, y: Tensor, saved: __torch__.SavedStep, grid: __torch__.SplineGrid, axes: __torch__.SplineAxes, backward: __torch__.SplineBackward) -> Tensor:
    b = self.net_at(i, cfg)
    net, a, spline = saved
    part, grad_in = grad, torch.empty(grad.size(), dtype=grad.dtype, device=grad.device)
    part_in = grad_in
    if cfg.AUTOREGRESSIVE == 0:
      part, part_in = grad[:, i % 2::2], grad_in[:, i % 2::2]
    grad_a = self.spline_backward(part, grad_log_det, part_in, a, self.last(p, b), self.last(g, b), box, spline, grid, axes, backward)
    grad_free = self.net_backward(p, g, b, cfg, rates, grad_a, y, net)
    if cfg.AUTOREGRESSIVE == 1:
      grad_in.add_(grad_free)
    else:
      torch.add(grad[:, (i + 1) % 2::2], grad_free, out=grad_in[:, (i + 1) % 2::2])
    return grad_in

  def net_train(self: __torch__.FlowKernels, p: List[Tensor], i: int, stats: List[Tensor], cfg: List[int], rates: List[float], key: int, x: Tensor, y: Tensor) -> Tuple[Tensor, __torch__.SavedNet]:
    # the net of step i, with batch statistics and dropout
    b = self.net_at(i, cfg)
    H, norm, gated, summed = cfg.HIDDEN, cfg.BATCH_NORM == 1, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 0, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 1
    h, inputs, initial = self.first_layer_train(p, b, cfg, x, y)
    contexts = self.contexts_train(p, b, cfg, y)
    first = torch.empty([cfg.BLOCKS, x.size(0), H], dtype=x.dtype, device=x.device)
    us, cs = torch.unbind(first), torch.unbind(contexts)
    moments = torch.unbind(torch.empty([4 * cfg.BLOCKS if norm else 0, H], dtype=x.dtype, device=x.device))
    results: List[Tensor] = []
    blocks = annotate(List[__torch__.SavedBlock], [])
    for j in range(cfg.BLOCKS):
      o = self.block_at(b, j)
      n = self.statistics_at(i, j, cfg)
      u = us[j]
      if norm:
        mean0, inv0 = moments[4 * j], moments[4 * j + 1]
        torch.native_batch_norm(h, p[o + Block.GAMMA0], p[o + Block.BETA0], stats[n + Statistic.MEAN0], stats[n + Statistic.VARIANCE0], True, rates.NORM_MOMENTUM, rates.NORM_EPS, out=u, save_mean=mean0, save_invstd=inv0)
        self.activate_(u, cfg.ACTIVATION)
        # the bias before a batch norm has no effect but on the running mean
        v = self.product(u, p[o + Block.WEIGHT0].t())
        if summed:
          v.add_(cs[j])
        w, mean1, inv1 = torch.native_batch_norm(v, p[o + Block.GAMMA1], p[o + Block.BETA1], stats[n + Statistic.MEAN1], stats[n + Statistic.VARIANCE1], True, rates.NORM_MOMENTUM, rates.NORM_EPS)
      else:
        self.activate_into(h, cfg.ACTIVATION, u)
        w = self.affine(p[o + Block.BIAS0], u, p[o + Block.WEIGHT0])
        if summed:
          w.add_(cs[j])
        v, mean0, inv0, mean1, inv1 = h, h, h, h, h
      self.activate_(w, cfg.ACTIVATION)
      dropped, mask = w, w
      if rates.DROPOUT > 0.0:
        mask = self.dropout_mask(w, rates.DROPOUT, key, i * cfg.BLOCKS + j)
        dropped = w * mask
      blocks.append(__torch__.SavedBlock(h, mean0, inv0, v, mean1, inv1, w, mask))
      t = self.affine(p[o + Block.BIAS1], dropped, p[o + Block.WEIGHT1])
      if gated:
        results.append(t)
        h = torch.addcmul(h, t, cs[j])
      else:
        h = t.add_(h)
    return (h, __torch__.SavedNet(inputs, initial, contexts, first, results, blocks))

  def contexts_train(self: __torch__.FlowKernels, p: List[Tensor], b: int, cfg: List[int], y: Tensor) -> Tensor:
    # as contexts, block by block (blocks, rows, H)
    B, H, rows, C = cfg.BLOCKS, cfg.HIDDEN, y.size(0), cfg.CONTEXT
    c = torch.empty([B if C > 0 else 0, rows, H], dtype=y.dtype, device=y.device)
    if C > 0 and B > 0:
      w = p[b + Net.CONTEXT_WEIGHT].view(B, H, C).transpose(1, 2)
      torch.baddbmm(p[b + Net.CONTEXT_BIAS].view(B, 1, H), y.unsqueeze(0).expand([B, rows, C]), w, out=c)
      if cfg.AUTOREGRESSIVE == 0:
        torch.sigmoid_(c)
    return c

  def biases_into_means(self: __torch__.FlowKernels, p: List[Tensor], stats: List[Tensor], cfg: List[int], rates: List[float]) -> int:
    # The biases before the second norms, which training leaves out, belong to what the running means are of. All means lie at equal
    # distances in their flat array.
    biases: List[Tensor] = []
    for i in range(cfg.STEPS):
      biases.append(self.stacked(p, self.block_at(self.net_at(i, cfg), 0) + Block.BIAS0, Block.COUNT, cfg))
    means = stats[Statistic.MEAN1].as_strided([cfg.STEPS * cfg.BLOCKS, cfg.HIDDEN], [Statistic.COUNT * cfg.HIDDEN, 1])
    means.add_(torch.cat(biases), alpha=rates.NORM_MOMENTUM)
    return 0

  def stacked(self: __torch__.FlowKernels, t: List[Tensor], first: int, each: int, cfg: List[int]) -> Tensor:
    # A tensor of each block of a net as one view (blocks, ...): t[first] and every `each`th behind it, which lie at equal distances in
    # their flat array.
    distance = 0 if cfg.BLOCKS == 1 else t[first + each].storage_offset() - t[first].storage_offset()
    sizes = t[first].size()
    return t[first].as_strided([cfg.BLOCKS, sizes[0]], [distance, 1]) if len(sizes) == 1 else t[first].as_strided([cfg.BLOCKS, sizes[0], sizes[1]], [distance, sizes[1], 1])

  def first_layer_train(self: __torch__.FlowKernels, p: List[Tensor], b: int, cfg: List[int], x: Tensor, y: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    # the layer's result, its input, and the context's summand (the input where there is none)
    inputs = torch.cat([x, y], 1) if cfg.AUTOREGRESSIVE == 0 else x
    initial = inputs
    if cfg.AUTOREGRESSIVE == 0:
      h = self.affine(p[b + Net.INITIAL_BIAS], inputs, p[b + Net.INITIAL_WEIGHT])
    else:
      h = self.affine(p[b + Net.INITIAL_BIAS], x, p[b + Net.INITIAL_WEIGHT])
      if cfg.CONTEXT > 0:
        initial = self.activate_(self.affine(p[b + Net.INITIAL_CONTEXT_BIAS], y, p[b + Net.INITIAL_CONTEXT_WEIGHT]), cfg.ACTIVATION)
        h.add_(initial)
    return (h, inputs, initial)

  def net_backward(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], b: int, cfg: List[int], rates: List[float], grad: Tensor, y: Tensor, saved: __torch__.SavedNet) -> Tensor:
    # grad (rows, H) of the net's result, used up in place; gives the gradient of the passed-on features
    norm, gated, summed = cfg.BATCH_NORM == 1, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 0, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 1
    inputs, initial, contexts, first, results, blocks = saved
    us, cs = torch.unbind(first), torch.unbind(contexts)
    if gated and cfg.BLOCKS > 0:
      # t (1 - c): times the gate c and the gradient it is the gradient of the gate's logit
      torch._foreach_addcmul_(results, results, cs, value=-1.0)
    norms: List[Tensor] = []
    for n in range(cfg.BLOCKS):
      j = cfg.BLOCKS - 1 - n
      o = self.block_at(b, j)
      h, mean0, inv0, v, mean1, inv1, w, mask = blocks.pop()
      # the gradient of t takes the place of the gates
      grad_t = cs[j].mul_(grad) if gated else grad
      dropped = w * mask if rates.DROPOUT > 0.0 else w
      torch.mm(grad_t.t(), dropped, out=g[o + Block.WEIGHT1])
      if not gated:
        torch.sum(grad_t, [0], out=g[o + Block.BIAS1])
      grad_w = self.product(grad_t, p[o + Block.WEIGHT1])
      if rates.DROPOUT > 0.0:
        grad_w.mul_(mask)
      grad_v = self.activation_backward_(grad_w, w, cfg.ACTIVATION)
      # a bias before a batch norm has no gradient: its place keeps the zeros that g begins with
      if norm:
        grad_v, gamma1, beta1 = torch.native_batch_norm_backward(grad_v, v, p[o + Block.GAMMA1], None, None, mean1, inv1, True, rates.NORM_EPS, [True, True, True])
        norms.extend([beta1, gamma1])
      else:
        torch.sum(grad_v, [0], out=g[o + Block.BIAS0])
      if summed:
        cs[j].copy_(grad_v)
      torch.mm(grad_v.t(), us[j], out=g[o + Block.WEIGHT0])
      grad_u = self.activation_backward_(self.product(grad_v, p[o + Block.WEIGHT0]), us[j], cfg.ACTIVATION)
      if gated:
        # and that of the gate's logit the place of u
        torch.mul(results.pop(), grad_t, out=us[j])
      if norm:
        grad_u, gamma0, beta0 = torch.native_batch_norm_backward(grad_u, h, p[o + Block.GAMMA0], None, None, mean0, inv0, True, rates.NORM_EPS, [True, True, True])
        norms.extend([beta0, gamma0])
      grad.add_(grad_u)
    if cfg.BLOCKS > 0 and norm:
      norms.reverse()
      self.norms_backward(g, self.block_at(b, 0), cfg, torch.stack(norms))
    if cfg.BLOCKS > 0 and gated:
      torch.sum(contexts, [1], out=self.stacked(g, self.block_at(b, 0) + Block.BIAS1, Block.COUNT, cfg))
    if cfg.BLOCKS > 0 and cfg.CONTEXT > 0:
      self.contexts_backward(g, b, cfg, first if gated else contexts, y)
    return self.first_layer_backward(p, g, b, cfg, grad, y, inputs, initial)

  def contexts_backward(self: __torch__.FlowKernels, g: List[Tensor], b: int, cfg: List[int], grad: Tensor, y: Tensor) -> int:
    # grad (blocks, rows, H) of what contexts_train gives, before its sigmoid
    B, H, rows, C = cfg.BLOCKS, cfg.HIDDEN, y.size(0), cfg.CONTEXT
    torch.bmm(grad.transpose(1, 2), y.unsqueeze(0).expand([B, rows, C]), out=g[b + Net.CONTEXT_WEIGHT].view(B, H, C))
    torch.sum(grad, [1], out=g[b + Net.CONTEXT_BIAS].view(B, H))
    return 0

  def norms_backward(self: __torch__.FlowKernels, g: List[Tensor], o: int, cfg: List[int], grads: Tensor) -> int:
    # grads (4 blocks, H): of gamma and beta of the first and of the second norm of each block; beta follows gamma in the flat array
    place = self.stacked(g, o + Block.GAMMA0, Block.COUNT, cfg)
    distance = g[o + Block.GAMMA1].storage_offset() - place.storage_offset()
    place.as_strided([cfg.BLOCKS, 2, 2, cfg.HIDDEN], [place.stride(0), distance, cfg.HIDDEN, 1]).copy_(grads.view([cfg.BLOCKS, 2, 2, cfg.HIDDEN]))
    return 0

  def first_layer_backward(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], b: int, cfg: List[int], grad: Tensor, y: Tensor, inputs: Tensor, initial: Tensor) -> Tensor:
    torch.mm(grad.t(), inputs, out=g[b + Net.INITIAL_WEIGHT])
    torch.sum(grad, [0], out=g[b + Net.INITIAL_BIAS])
    grad_x = self.product(grad, p[b + Net.INITIAL_WEIGHT])
    if cfg.AUTOREGRESSIVE == 0:
      grad_x = grad_x[:, 0:inputs.size(1) - cfg.CONTEXT]
    elif cfg.CONTEXT > 0:
      self.activation_backward_(grad, initial, cfg.ACTIVATION)
      torch.mm(grad.t(), y, out=g[b + Net.INITIAL_CONTEXT_WEIGHT])
      torch.sum(grad, [0], out=g[b + Net.INITIAL_CONTEXT_BIAS])
    return grad_x

  def spline_factors(self: __torch__.FlowKernels, K: int, box: List[float], like: Tensor) -> __torch__.SplineBackward:
    # made once for all steps
    scale_w, scale_h = box.LOGIT_SCALE * self.free(box.LEAST_WIDTH, K, box), box.LOGIT_SCALE * self.free(box.LEAST_HEIGHT, K, box)
    factors = torch.empty([6, 1, 1], dtype=like.dtype, device=like.device)
    factors[0:3].fill_(scale_w)
    factors[1].fill_(-scale_h)
    factors[3].fill_(-scale_h)
    factors[4].fill_(-scale_w)
    factors[5].fill_(scale_h)
    return __torch__.SplineBackward(factors, torch.ones([K, K], dtype=like.dtype, device=like.device).tril_(-1))

  def spline_backward(self: __torch__.FlowKernels, grad_z: Tensor, grad_log_det: Tensor, grad_x: Tensor, a: Tensor, out: List[Tensor], g: List[Tensor], box: List[float], saved: __torch__.SavedSpline, grid: __torch__.SplineGrid, axes: __torch__.SplineAxes, backward: __torch__.SplineBackward) -> Tensor:
    # grad_z (rows, d), grad_log_det (rows, 1) -> writes the gradient of x into grad_x (rows, d), gives that of a (rows, H); in the
    # letters of spline.py, g_ for the gradient of.
    p, k, share, left, rows, r, wk, hk, D, t, E, den, R, slope, inside = saved
    batch = grad_z.size(0)
    gy = torch.mul(grad_z, inside).reshape(-1, 1)
    gl = torch.mul(grad_log_det, inside).view(-1, 1)
    # log slope = 2 log s - 2 log den + log E, y = y0 + h_k R
    log_E, log_den, share_gy = torch._foreach_div([gl, gl, gy], [E, den, den])
    # t L0 has the gradient g_A, den has -g_den
    g_A = share_gy * hk
    g_den = torch.mul(g_A, R).add_(log_den, alpha=2.0)
    t1 = torch.rsub(t, 1.0)
    both = torch.cat([t, t1, t], 1)
    g_L = torch.mul(both[:, 1:3], log_E).addcmul_(both[:, 0:2], g_den, value=-1.0)
    g_L[:, 0:1].addcmul_(t, g_A)
    inner = axes.ends.index_select(0, k.view(-1))[:, 0:2]
    g_r = torch.softplus_backward(torch.mul(both[:, 1:3], g_L).mul_(inner), r, 1.0, 20.0)
    # over w_k, as t and s are
    g_s = torch.lerp(g_L[:, 1:2], g_L[:, 0:1], t).addcdiv_(gl, D[:, 1:2], value=2.0).div_(wk)
    # the curves' derivatives by t: that of E is 2 E_t, that of den is den_t - E_t
    F = torch.sub(D[:, 1:3], D[:, 0:2])
    E_t, den_t = torch.lerp(F[:, 0:1], F[:, 1:2], t), torch.lerp(F[:, 1:2], F[:, 0:1], t)
    log_t = torch.mul(E_t, log_E.add_(log_den)).addcmul_(den_t, log_den, value=-1.0)
    g_u = torch.mul(gy, slope.view(-1, 1)).addcdiv_(log_t, wk, value=2.0)
    torch.where(inside, g_u.view(grad_z.size()), grad_z, out=grad_x)
    # that of the width is -g_w
    g_w = torch.mul(t, g_u).addcmul_(D[:, 1:2], g_s)
    g_h = g_s.addcmul_(gy, R)
    self.share_backward(p, k, backward.lower, torch.stack([g_u, gy, g_w, g_h, g_w, g_h]).mul_(backward.factors), left, share)
    grad_a = self.derivatives_backward(a, out[Last.DERIVATIVES_WEIGHT], g[Last.DERIVATIVES_WEIGHT], g[Last.DERIVATIVES_BIAS], rows, g_r.view(-1), grid)
    return self.last_layer_backward(p.view(2, batch, -1), a, out, g, grad_a)

  def last_layer_backward(self: __torch__.FlowKernels, grad: Tensor, a: Tensor, out: List[Tensor], g: List[Tensor], grad_a: Tensor) -> Tensor:
    # grad (2, batch, d K) of the logits of widths and heights, weight a + bias each; adds to grad_a. The gradients of heights lie at a
    # distance behind those of widths.
    weight, bias = g[Last.WIDTHS_WEIGHT], g[Last.WIDTHS_BIAS]
    distance = g[Last.HEIGHTS_WEIGHT].storage_offset() - weight.storage_offset()
    torch.bmm(grad.transpose(1, 2), a.unsqueeze(0).expand([2, a.size(0), a.size(1)]), out=weight.as_strided([2, weight.size(0), weight.size(1)], [distance, weight.size(1), 1]))
    torch.sum(grad, [1], out=bias.as_strided([2, bias.size(0)], [distance, 1]))
    return self.add_product_(self.add_product_(grad_a, grad[0], out[Last.WIDTHS_WEIGHT]), grad[1], out[Last.HEIGHTS_WEIGHT])

  def share_backward(self: __torch__.FlowKernels, p: Tensor, k: Tensor, lower: Tensor, grads: Tensor, left: Tensor, share: Tensor) -> int:
    # Through the softmax p (2, n, K) of both axes, whose place the gradient of the logits takes: the loss knows p only by the sum `left`
    # of the bins before k and by the bin's own share, so the softmax's inner product has two terms, and the gradient of logit j is
    # p_j (g_left [j < k] + g_bin [j = k] - their sum). grads (6, n, 1): -g_left of both axes, then -g_bin, then g_bin.
    minus_left, minus_bin, g_bin = torch.split(grads, 2)
    minus_inner = torch.addcmul(minus_bin * share, minus_left, left)
    before = lower.index_select(0, k.view(-1))
    for i in range(2):
      p[i].mul_(torch.addcmul(minus_inner[i], before, minus_left[i], value=-1.0).scatter_add_(1, k, g_bin[i]))
    return 0

  def derivatives_backward(self: __torch__.FlowKernels, a: Tensor, weight: Tensor, grad_weight: Tensor, grad_bias: Tensor, rows: Tensor, g: Tensor, grid: __torch__.SplineGrid) -> Tensor:
    # Mirrors derivative_logits: g (2 n) belongs to the rows of weight; gives the gradient of a (batch, H).
    batch = a.size(0)
    each = rows.size(0) // batch
    if self.few(weight, each // 2):
      sizes = torch.full([batch], each, dtype=Type.INT64, device=a.device)
      none = torch.empty([0], dtype=Type.INT64, device=a.device)
      grad_bias.zero_().index_add_(0, rows, g)
      grad_weight.copy_(torch._embedding_bag_dense_backward(a, rows, grid.bags, sizes, none, weight.size(0), False, 0, g))
      grad_a = torch._embedding_bag_forward_only(weight, rows, grid.starts, False, 0, False, g)[0]
    else:
      whole = torch.zeros([batch, weight.size(0)], dtype=a.dtype, device=a.device).scatter_add_(1, rows.view(batch, -1), g.view(batch, -1))
      torch.mm(whole.t(), a, out=grad_weight)
      torch.sum(whole, [0], out=grad_bias)
      grad_a = self.product(whole, weight)
    return grad_a

  def graph_train(self: __torch__.FlowKernels, flat: Tensor, stats: Tensor, perm: Tensor, spec: Tensor, stats_spec: Tensor, config: Tensor, numbers: Tensor, x: Tensor, y: Tensor, mask: Tensor, key: Tensor) -> Tuple[Tensor, Tensor]:
    # NLL of each row in training mode, (rows), and the gradient of their mean with respect to flat. No argument may require a
    # gradient: the compiler would take parts of this apart for autograd, which writing into slices does not allow.
    # numbers = box, then rates.
    cfg = annotate(List[int], config.tolist())
    box = annotate(List[float], numbers.tolist())
    gradient = torch.zeros_like(flat)
    layout = annotate(List[int], spec.tolist())
    weight = torch.full([x.size(0)], 1.0 / x.size(0), dtype=x.dtype, device=x.device)
    statistics = self.views(stats, annotate(List[int], stats_spec.tolist()))
    mean, nll = self.nll_and_gradient(self.views(flat, layout), self.views(gradient, layout), statistics, perm, cfg, box, box[Box.COUNT:], int(key.item()), x, y, weight)
    return (nll, gradient.mul_(mask))

  def mask_(self: __torch__.FlowKernels, gradient: Tensor, mask: List[Tensor]) -> int:
    # zeroes the gradients of the weights that an autoregressive net must not have
    gradient.mul_(mask[0])
    return 0
