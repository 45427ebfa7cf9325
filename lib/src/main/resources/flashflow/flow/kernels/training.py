  # One training step: the forward pass with batch statistics, then its derivative written out, so that no graph is kept,
  # gradients land in their slices of one flat array, and what backward has used is freed at once.
  # rates: as flashflow.flow.kernels.KernelLists lists them; key: of the stream that this batch's dropout takes its numbers from

  def nll_and_gradient(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], stats: List[Tensor], perm: Tensor, cfg: List[int], box: List[float], rates: List[float], key: int, x: Tensor, y: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    # Weighted mean NLL (nats) of the batch, a scalar, and the NLL of each row; the mean's gradient is written into g.
    # weight (rows) sums to 1.
    saved = annotate(List[__torch__.SavedStep], [])
    inputs: List[Tensor] = []
    linear = cfg.LINEAR == 1
    lower, upper = self.triangles(p[Linear.LOWER], p[Linear.UPPER], p[Linear.DIAGONAL]) if linear else (x, x)
    m = self.matrices(lower, upper, perm) if linear else x
    z = x
    total = torch.zeros([x.size(0)], dtype=x.dtype, device=x.device)
    for i in range(cfg.STEPS):
      if linear:
        inputs.append(z)
        z = torch.linear(z, m[i], p[Linear.BIAS][i])
      z, log_det, step = self.splines_train(p, stats, i, cfg, box, rates, key, z, y)
      saved.append(step)
      total.add_(log_det)
    if linear:
      inputs.append(z)
      z = torch.linear(z, m[cfg.STEPS], p[Linear.BIAS][cfg.STEPS])
      total.add_(torch.log(torch.softplus(p[Linear.DIAGONAL]).add(0.001)).sum())
    nll = torch.add(total, self.base_log_prob(z)).neg_()
    grad = z.mul(weight.unsqueeze(1))
    grad_log_det = weight.neg().unsqueeze(1)
    grads = [grad]
    if linear:
      grad = torch.mm(grad, m[cfg.STEPS])
    for n in range(cfg.STEPS):
      i = cfg.STEPS - 1 - n
      grad = self.splines_backward(p, g, i, cfg, box, rates, grad, grad_log_det, y, saved.pop())
      if linear:
        grads.append(grad)
        grad = torch.mm(grad, m[i])
    if linear:
      grads.reverse()
      each = torch.stack(grads)
      torch.sum(each, [1], out=g[Linear.BIAS])
      self.linear_backward(g, torch.bmm(each.transpose(1, 2), torch.stack(inputs)), lower, upper, p[Linear.DIAGONAL], perm)
    return (torch.dot(nll, weight), nll)

  def splines_train(self: __torch__.FlowKernels, p: List[Tensor], stats: List[Tensor], i: int, cfg: List[int], box: List[float], rates: List[float], key: int, x: Tensor, y: Tensor) -> Tuple[Tensor, Tensor, __torch__.SavedStep]:
    b = self.net_at(i, cfg)
    free = x if cfg.AUTOREGRESSIVE == 1 else x[:, (i + 1) % 2::2]
    a, net = self.net_train(p, i, stats, cfg, rates, key, free, y)
    if cfg.AUTOREGRESSIVE == 1:
      z, each, spline = self.spline_train(x, a, self.last(p, b), box)
    else:
      part, each, spline = self.spline_train(x[:, i % 2::2], a, self.last(p, b), box)
      z = x.clone()
      z[:, i % 2::2].copy_(part)
    return (z, each.sum([1]), __torch__.SavedStep(net, a, spline))

  def splines_backward(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], i: int, cfg: List[int], box: List[float], rates: List[float], grad: Tensor, grad_log_det: Tensor, y: Tensor, saved: __torch__.SavedStep) -> Tensor:
    b = self.net_at(i, cfg)
    net, a, spline = saved
    part = grad if cfg.AUTOREGRESSIVE == 1 else grad[:, i % 2::2]
    grad_x, grad_a = self.spline_backward(part, grad_log_det, a, self.last(p, b), self.last(g, b), box, spline)
    grad_free = self.net_backward(p, g, b, cfg, rates, grad_a, y, net)
    if cfg.AUTOREGRESSIVE == 1:
      grad_in = grad_x + grad_free
    else:
      grad_in = torch.empty_like(grad)
      grad_in[:, i % 2::2].copy_(grad_x)
      torch.add(grad[:, (i + 1) % 2::2], grad_free, out=grad_in[:, (i + 1) % 2::2])
    return grad_in

  def net_train(self: __torch__.FlowKernels, p: List[Tensor], i: int, stats: List[Tensor], cfg: List[int], rates: List[float], key: int, x: Tensor, y: Tensor) -> Tuple[Tensor, __torch__.SavedNet]:
    # the net of step i, with batch statistics and dropout
    b = self.net_at(i, cfg)
    H, norm, gated, summed = cfg.HIDDEN, cfg.BATCH_NORM == 1, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 0, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 1
    h, inputs, initial = self.first_layer_train(p, b, cfg, x, y)
    contexts = self.contexts(p, b, cfg, y) if cfg.CONTEXT > 0 and cfg.BLOCKS > 0 else y
    first = torch.empty([cfg.BLOCKS, x.size(0), H], dtype=x.dtype, device=x.device)
    second = torch.empty([cfg.BLOCKS, x.size(0), H], dtype=x.dtype, device=x.device)
    moments = torch.unbind(torch.empty([4 * cfg.BLOCKS, H if norm else 0], dtype=x.dtype, device=x.device))
    us, ws, cs = torch.unbind(first), torch.unbind(second), torch.split(contexts, H, 1)
    blocks = annotate(List[__torch__.SavedBlock], [])
    for j in range(cfg.BLOCKS):
      o = self.block_at(b, j)
      n = self.statistics_at(i, j, cfg)
      u, w = us[j], ws[j]
      mean0, inv0, mean1, inv1 = moments[4 * j], moments[4 * j + 1], moments[4 * j + 2], moments[4 * j + 3]
      if norm:
        torch.native_batch_norm(h, p[o + Block.GAMMA0], p[o + Block.BETA0], stats[n + Statistic.MEAN0], stats[n + Statistic.VARIANCE0], True, rates.NORM_MOMENTUM, rates.NORM_EPS, out=u, save_mean=mean0, save_invstd=inv0)
        self.activate_(u, cfg.ACTIVATION)
        # the bias before a batch norm has no effect but on the running mean
        v = self.product(u, p[o + Block.WEIGHT0].t())
        if summed:
          v.add_(cs[j])
        torch.native_batch_norm(v, p[o + Block.GAMMA1], p[o + Block.BETA1], stats[n + Statistic.MEAN1], stats[n + Statistic.VARIANCE1], True, rates.NORM_MOMENTUM, rates.NORM_EPS, out=w, save_mean=mean1, save_invstd=inv1)
        self.activate_(w, cfg.ACTIVATION)
      else:
        self.activate_into(h, cfg.ACTIVATION, u)
        v = self.affine(p[o + Block.BIAS0], u, p[o + Block.WEIGHT0])
        if summed:
          v.add_(cs[j])
        self.activate_into(v, cfg.ACTIVATION, w)
        v = h
      active, mask = w, w
      if rates.DROPOUT > 0.0:
        active, mask = w.clone(), self.dropout_mask(w, rates.DROPOUT, key, i * cfg.BLOCKS + j)
        w.mul_(mask)
      t = self.affine(p[o + Block.BIAS1], w, p[o + Block.WEIGHT1])
      blocks.append(__torch__.SavedBlock(h, mean0, inv0, v, mean1, inv1, active, mask, t if gated else w))
      h = torch.addcmul(h, t, cs[j]) if gated else t.add_(h)
    if norm and cfg.BLOCKS > 0:
      self.stacked(stats, self.statistics_at(i, 0, cfg) + Statistic.MEAN1, Statistic.COUNT, cfg).add_(self.stacked(p, self.block_at(b, 0) + Block.BIAS0, Block.COUNT, cfg), alpha=rates.NORM_MOMENTUM)
    return (h, __torch__.SavedNet(inputs, initial, contexts, first, second, blocks))

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
    H, norm, gated, summed = cfg.HIDDEN, cfg.BATCH_NORM == 1, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 0, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 1
    inputs, initial, contexts, first, second, blocks = saved
    grad_second = torch.empty(second.size(), dtype=y.dtype, device=y.device)
    grad_gates = torch.empty(contexts.size() if gated else [0, H], dtype=y.dtype, device=y.device)
    us, gs, cs, gates = torch.unbind(first), torch.unbind(grad_second), torch.split(contexts, H, 1), torch.split(grad_gates, H, 1)
    grads: List[Tensor] = []
    norms: List[Tensor] = []
    for n in range(cfg.BLOCKS):
      j = cfg.BLOCKS - 1 - n
      o = self.block_at(b, j)
      h, mean0, inv0, v, mean1, inv1, active, mask, t = blocks.pop()
      grad_t = gs[j]
      if gated:
        torch.mul(grad, cs[j], out=grad_t)
        torch.mul(grad, t, out=gates[j])
      else:
        grad_t.copy_(grad)
      grad_w = self.product(grad_t, p[o + Block.WEIGHT1])
      if rates.DROPOUT > 0.0:
        grad_w.mul_(mask)
      grad_v = self.activation_backward_(grad_w, active, cfg.ACTIVATION)
      if norm:
        grad_v, gamma1, beta1 = torch.native_batch_norm_backward(grad_v, v, p[o + Block.GAMMA1], None, None, mean1, inv1, True, rates.NORM_EPS, [True, True, True])
        norms.extend([beta1, gamma1])
      grads.append(grad_v)
      grad_u = self.activation_backward_(self.product(grad_v, p[o + Block.WEIGHT0]), us[j], cfg.ACTIVATION)
      if norm:
        grad_u, gamma0, beta0 = torch.native_batch_norm_backward(grad_u, h, p[o + Block.GAMMA0], None, None, mean0, inv0, True, rates.NORM_EPS, [True, True, True])
        norms.extend([beta0, gamma0])
      grad.add_(grad_u)
    if cfg.BLOCKS > 0:
      grads.reverse()
      self.blocks_backward(g, self.block_at(b, 0), cfg, torch.stack(grads), first, grad_second, second)
      if norm:
        norms.reverse()
        self.norms_backward(g, self.block_at(b, 0), cfg, torch.stack(norms))
      if gated:
        torch.sigmoid_backward(grad_gates, contexts, grad_input=contexts)
      if summed:
        torch.cat(grads, 1, out=contexts)
      if cfg.CONTEXT > 0:
        torch.mm(contexts.t(), y, out=g[b + Net.CONTEXT_WEIGHT])
        torch.sum(contexts, [0], out=g[b + Net.CONTEXT_BIAS])
    return self.first_layer_backward(p, g, b, cfg, grad, y, inputs, initial)

  def blocks_backward(self: __torch__.FlowKernels, g: List[Tensor], o: int, cfg: List[int], grad_first: Tensor, first: Tensor, grad_second: Tensor, second: Tensor) -> int:
    # Gradients of the layers of all blocks at once, from those of their results and from their inputs, each (blocks, rows, H). A bias
    # before a batch norm has none: its place keeps the zeros that g begins with.
    torch.bmm(grad_first.transpose(1, 2), first, out=self.stacked(g, o + Block.WEIGHT0, Block.COUNT, cfg))
    torch.bmm(grad_second.transpose(1, 2), second, out=self.stacked(g, o + Block.WEIGHT1, Block.COUNT, cfg))
    torch.sum(grad_second, [1], out=self.stacked(g, o + Block.BIAS1, Block.COUNT, cfg))
    if cfg.BATCH_NORM == 0:
      torch.sum(grad_first, [1], out=self.stacked(g, o + Block.BIAS0, Block.COUNT, cfg))
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

  def spline_backward(self: __torch__.FlowKernels, grad_z: Tensor, grad_log_det: Tensor, a: Tensor, out: List[Tensor], g: List[Tensor], box: List[float], saved: __torch__.SavedSpline) -> Tuple[Tensor, Tensor]:
    # grad_z (rows, d), grad_log_det (rows, 1) -> gradients of x (rows, d) and of a (rows, H); in the letters of spline_forward
    w, h, k, pw, cw, ph, ch, rows, r, inner, wk, hk, d0, d1, t, s, q, den, E, inside = saved
    batch, d, K = grad_z.size(0), grad_z.size(1), w.size(1)
    flat = grad_z.reshape(-1, 1)
    gy = torch.mul(flat, inside).mul_(2.0 * box.TAIL_BOUND)
    gl = grad_log_det.expand([batch, d]).reshape(-1, 1).mul(inside)
    # eqs. 4 and 5 by t, s, d0 and d1; E / den^2 is dy/dt over w_k s^2
    t1, den_inv, E_inv = 1.0 - t, den.reciprocal(), E.reciprocal()
    A = torch.mul(s * t, t) + d0 * q
    odd = 1.0 - 2.0 * t
    step = gy * hk * den_inv * den_inv
    g_t = gy * wk * s * s * E * den_inv * den_inv + gl * ((d1 * t + s * odd - d0 * t1) * E_inv - (d0 + d1 - s - s) * odd * den_inv) * 2.0
    g_s = step * (t * t * den - A * (1.0 - 2.0 * q)) + gl * (s.reciprocal() + q * E_inv - (1.0 - 2.0 * q) * den_inv) * 2.0
    qd = q * den_inv
    g_d0 = step * q * (den - A) + gl * (t1 * t1 * E_inv - qd - qd)
    g_d1 = gl * (t * t * E_inv - qd - qd) - step * A * q
    w_inv = wk.reciprocal()
    g_u = g_t * w_inv
    g_w = (t * g_t + s * g_s) * w_inv * -1.0
    g_h = gy * A * den_inv + g_s * w_inv
    lower = torch.ones([K, K], dtype=w.dtype, device=w.device).tril_(-1).index_select(0, k.view(-1))
    scale_w, scale_h = box.LOGIT_SCALE * (1.0 - box.LEAST_WIDTH * K), box.LOGIT_SCALE * (1.0 - box.LEAST_HEIGHT * K)
    g_r = torch.cat([g_d0, g_d1], 1).mul_(inner).mul_(torch.sigmoid(r))
    grad_a = self.derivatives_backward(a, out[Last.DERIVATIVES_WEIGHT], g[Last.DERIVATIVES_WEIGHT], g[Last.DERIVATIVES_BIAS], rows, g_r.view(-1))
    logits_w = self.share_backward(w, k, lower, g_u * -scale_w, g_w * scale_w, cw, pw).view(batch, -1)
    grad_a = self.last_layer_backward(logits_w, a, out[Last.WIDTHS_WEIGHT], g[Last.WIDTHS_WEIGHT], g[Last.WIDTHS_BIAS], grad_a)
    logits_h = self.share_backward(h, k, lower, gy * scale_h, g_h * scale_h, ch, ph).view(batch, -1)
    grad_a = self.last_layer_backward(logits_h, a, out[Last.HEIGHTS_WEIGHT], g[Last.HEIGHTS_WEIGHT], g[Last.HEIGHTS_BIAS], grad_a)
    grad_x = torch.where(inside, g_u.mul(0.5 / box.TAIL_BOUND), flat)
    return (grad_x.view(batch, d), grad_a)

  def last_layer_backward(self: __torch__.FlowKernels, grad: Tensor, a: Tensor, weight: Tensor, grad_weight: Tensor, grad_bias: Tensor, grad_a: Tensor) -> Tensor:
    # grad (batch, d K) of the logits weight a + bias; adds to grad_a
    torch.mm(grad.t(), a, out=grad_weight)
    torch.sum(grad, [0], out=grad_bias)
    return grad_a.add_(self.product(grad, weight))

  def share_backward(self: __torch__.FlowKernels, p: Tensor, k: Tensor, lower: Tensor, g_left: Tensor, g_bin: Tensor, left: Tensor, pk: Tensor) -> Tensor:
    # Through the softmax p (n, K): the loss knows p only by the sum `left` of the bins before k and by the bin's own pk, so the
    # softmax's inner product has two terms, and the gradient of logit j is p_j (g_left [j < k] + g_bin [j = k] - their sum).
    own = g_bin * pk
    inner = torch.addcmul(own, g_left, left)
    return torch.addcmul(inner.neg_(), lower, g_left).mul_(p).scatter_add_(1, k, own)

  def derivatives_backward(self: __torch__.FlowKernels, a: Tensor, weight: Tensor, grad_weight: Tensor, grad_bias: Tensor, rows: Tensor, g: Tensor) -> Tensor:
    # Mirrors derivative_logits: g (2 n) belongs to the rows of weight; gives the gradient of a (batch, H).
    batch = a.size(0)
    each = rows.size(0) // batch
    if self.few(weight, each // 2):
      starts = torch.arange(batch, device=a.device).mul(each)
      bags = torch.arange(batch, device=a.device).repeat_interleave(each)
      grad_bias.zero_().index_add_(0, rows, g)
      sizes = torch.full([batch], each, dtype=Type.INT64, device=a.device)
      none = torch.empty([0], dtype=Type.INT64, device=a.device)
      grad_weight.copy_(torch._embedding_bag_dense_backward(a, rows, bags, sizes, none, weight.size(0), False, 0, g))
      grad_a = torch._embedding_bag_forward_only(weight, rows, starts, False, 0, False, g)[0]
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
