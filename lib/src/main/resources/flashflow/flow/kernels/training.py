  # One training step: the forward pass with batch statistics, then its derivative written out, so that no graph is kept,
  # gradients land in their slices of one flat array, and what backward has used is freed at once.
  # rates = [batch-norm eps, batch-norm momentum, dropout]

  def nll_and_gradient(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], stats: List[Tensor], perm: Tensor, cfg: List[int], box: List[float], rates: List[float], x: Tensor, y: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    # Weighted mean NLL (nats) of the batch, a scalar, and the NLL of each row; the mean's gradient is written into g.
    # weight (rows) sums to 1.
    saved: List[List[Tensor]] = []
    inputs: List[Tensor] = []
    linear = cfg[9] == 1
    lower, upper = self.triangles(p[0], p[1], p[2]) if linear else (x, x)
    m = self.matrices(lower, upper, perm) if linear else x
    z = x
    total = torch.zeros([x.size(0)], dtype=x.dtype, device=x.device)
    for i in range(cfg[2]):
      if linear:
        inputs.append(z)
        z = torch.addmm(p[3][i], z, m[i].t())
      keep: List[Tensor] = []
      z, log_det = self.splines_train(p, stats, i, cfg, box, rates, z, y, keep)
      saved.append(keep)
      total.add_(log_det)
    if linear:
      inputs.append(z)
      z = torch.addmm(p[3][cfg[2]], z, m[cfg[2]].t())
      total.add_(torch.log(torch.softplus(p[2]).add(0.001)).sum())
    nll = torch.add(total, self.base_log_prob(z)).neg_()
    grad = z.mul(weight.unsqueeze(1))
    grad_log_det = weight.neg().unsqueeze(1)
    grads: List[Tensor] = []
    if linear:
      grad = self.linear_layer_backward(g, grads, cfg[2], grad, inputs.pop(), m)
    for n in range(cfg[2]):
      i = cfg[2] - 1 - n
      grad = self.splines_backward(p, g, i, cfg, box, rates, grad, grad_log_det, y, saved.pop())
      if linear:
        grad = self.linear_layer_backward(g, grads, i, grad, inputs.pop(), m)
    if linear:
      grads.reverse()
      self.linear_backward(g, torch.stack(grads), lower, upper, p[2], perm)
    return (torch.dot(nll, weight), nll)

  def linear_layer_backward(self: __torch__.FlowKernels, g: List[Tensor], grads: List[Tensor], i: int, grad: Tensor, x: Tensor, m: Tensor) -> Tensor:
    grads.append(torch.mm(grad.t(), x))
    g[3][i].copy_(grad.sum([0]))
    return torch.mm(grad, m[i])

  def splines_train(self: __torch__.FlowKernels, p: List[Tensor], stats: List[Tensor], i: int, cfg: List[int], box: List[float], rates: List[float], x: Tensor, y: Tensor, keep: List[Tensor]) -> Tuple[Tensor, Tensor]:
    b = 4 + i * (12 + 8 * cfg[4])
    free = x if cfg[6] == 1 else x[:, (i + 1) % 2::2]
    a = self.net_train(p, b, stats, i * 4 * cfg[4], cfg, rates, free, y, keep)
    keep.append(a)
    if cfg[6] == 1:
      z, each = self.spline_forward(x, a, p[b + 6:b + 12], box, keep)
    else:
      part, each = self.spline_forward(x[:, i % 2::2], a, p[b + 6:b + 12], box, keep)
      z = x.clone()
      z[:, i % 2::2].copy_(part)
    return (z, each.sum([1]))

  def splines_backward(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], i: int, cfg: List[int], box: List[float], rates: List[float], grad: Tensor, grad_log_det: Tensor, y: Tensor, keep: List[Tensor]) -> Tensor:
    b = 4 + i * (12 + 8 * cfg[4])
    start = len(keep) - 20
    spline = keep[start:]
    a = keep[start - 1]
    for n in range(21):
      keep.pop()
    part = grad if cfg[6] == 1 else grad[:, i % 2::2]
    grad_x, grad_a = self.spline_backward(part, grad_log_det, a, p[b + 6:b + 12], g[b + 6:b + 12], box, spline)
    spline.clear()
    grad_free = self.net_backward(p, g, b, cfg, rates, grad_a, y, keep)
    if cfg[6] == 1:
      grad_in = grad_x + grad_free
    else:
      grad_in = torch.empty_like(grad)
      grad_in[:, i % 2::2].copy_(grad_x)
      torch.add(grad[:, (i + 1) % 2::2], grad_free, out=grad_in[:, (i + 1) % 2::2])
    return grad_in

  def net_train(self: __torch__.FlowKernels, p: List[Tensor], b: int, stats: List[Tensor], s: int, cfg: List[int], rates: List[float], x: Tensor, y: Tensor, keep: List[Tensor]) -> Tensor:
    # keep: input, [initial context,] contexts, then per block: h, mean, invstd, u, v, mean, invstd, w, mask, t
    H, norm, gated, summed = cfg[3], cfg[7] == 1, cfg[1] > 0 and cfg[6] == 0, cfg[1] > 0 and cfg[6] == 1
    h = self.first_layer_train(p, b, cfg, x, y, keep)
    contexts = self.contexts(p, b, cfg, y) if cfg[1] > 0 and cfg[4] > 0 else y
    keep.append(contexts)
    for j in range(cfg[4]):
      o = b + 12 + 8 * j
      n = s + 4 * j
      keep.append(h)
      if norm:
        u, mean0, inv0 = torch.native_batch_norm(h, p[o], p[o + 1], stats[n], stats[n + 1], True, rates[1], rates[0])
        keep.extend([mean0, inv0])
        u = self.activate_(u, cfg[8])
        # the bias before a batch norm has no effect but on the running mean
        v = self.product(u, p[o + 2].t())
        if summed:
          v.add_(contexts[:, j * H:(j + 1) * H])
        w, mean1, inv1 = torch.native_batch_norm(v, p[o + 4], p[o + 5], stats[n + 2], stats[n + 3], True, rates[1], rates[0])
        stats[n + 2].add_(p[o + 3], alpha=rates[1])
        keep.extend([u, v, mean1, inv1])
        w = self.activate_(w, cfg[8])
      else:
        u = self.activate(h, cfg[8])
        v = self.affine(p[o + 3], u, p[o + 2])
        if summed:
          v.add_(contexts[:, j * H:(j + 1) * H])
        w = self.activate_(v, cfg[8])
        keep.extend([h, h, u, h, h, h])
      keep.append(w)
      mask = w
      if rates[2] > 0.0:
        mask = torch.empty_like(w).bernoulli_(1.0 - rates[2]).div_(1.0 - rates[2])
        w = w * mask
      keep.append(mask)
      t = self.affine(p[o + 7], w, p[o + 6])
      if gated:
        keep.append(t)
        h = torch.addcmul(h, t, contexts[:, j * H:(j + 1) * H])
      else:
        keep.append(h)
        h = t.add_(h)
    return h

  def first_layer_train(self: __torch__.FlowKernels, p: List[Tensor], b: int, cfg: List[int], x: Tensor, y: Tensor, keep: List[Tensor]) -> Tensor:
    if cfg[6] == 0:
      both = torch.cat([x, y], 1)
      keep.append(both)
      h = self.affine(p[b + 1], both, p[b])
    else:
      keep.append(x)
      h = self.affine(p[b + 1], x, p[b])
      if cfg[1] > 0:
        c = self.activate_(self.affine(p[b + 3], y, p[b + 2]), cfg[8])
        keep.append(c)
        h.add_(c)
    return h

  def net_backward(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], b: int, cfg: List[int], rates: List[float], grad: Tensor, y: Tensor, keep: List[Tensor]) -> Tensor:
    # grad (rows, H) of the net's result, used up in place; gives the gradient of the passed-on features
    H, norm, gated, summed = cfg[3], cfg[7] == 1, cfg[1] > 0 and cfg[6] == 0, cfg[1] > 0 and cfg[6] == 1
    contexts = keep[2] if summed else keep[1]
    for n in range(cfg[4]):
      j = cfg[4] - 1 - n
      o = b + 12 + 8 * j
      t, mask, w, inv1, mean1, v, u, inv0, mean0, h = keep.pop(), keep.pop(), keep.pop(), keep.pop(), keep.pop(), keep.pop(), keep.pop(), keep.pop(), keep.pop(), keep.pop()
      grad_t = grad
      if gated:
        gate = contexts[:, j * H:(j + 1) * H]
        grad_t = torch.mul(grad, gate)
        torch.sigmoid_backward(t.mul_(grad), gate, grad_input=gate)
      g[o + 7].copy_(grad_t.sum([0]))
      dropped = w * mask if rates[2] > 0.0 else w
      torch.mm(grad_t.t(), dropped, out=g[o + 6])
      grad_w = self.product(grad_t, p[o + 6])
      if rates[2] > 0.0:
        grad_w.mul_(mask)
      grad_v = self.activation_backward_(grad_w, w, cfg[8])
      if norm:
        grad_v, gamma1, beta1 = torch.native_batch_norm_backward(grad_v, v, p[o + 4], None, None, mean1, inv1, True, rates[0], [True, True, True])
        g[o + 4].copy_(gamma1)
        g[o + 5].copy_(beta1)
        g[o + 3].zero_()
      else:
        g[o + 3].copy_(grad_v.sum([0]))
      if summed:
        contexts[:, j * H:(j + 1) * H].copy_(grad_v)
      torch.mm(grad_v.t(), u, out=g[o + 2])
      grad_u = self.activation_backward_(self.product(grad_v, p[o + 2]), u, cfg[8])
      if norm:
        grad_u, gamma0, beta0 = torch.native_batch_norm_backward(grad_u, h, p[o], None, None, mean0, inv0, True, rates[0], [True, True, True])
        g[o].copy_(gamma0)
        g[o + 1].copy_(beta0)
      grad.add_(grad_u)
    if cfg[1] > 0 and cfg[4] > 0:
      torch.mm(contexts.t(), y, out=g[b + 4])
      g[b + 5].copy_(contexts.sum([0]))
    return self.first_layer_backward(p, g, b, cfg, grad, y, keep)

  def first_layer_backward(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], b: int, cfg: List[int], grad: Tensor, y: Tensor, keep: List[Tensor]) -> Tensor:
    x = keep[0]
    torch.mm(grad.t(), x, out=g[b])
    g[b + 1].copy_(grad.sum([0]))
    grad_x = self.product(grad, p[b])
    if cfg[6] == 0:
      grad_x = grad_x[:, 0:x.size(1) - cfg[1]]
    elif cfg[1] > 0:
      self.activation_backward_(grad, keep[1], cfg[8])
      torch.mm(grad.t(), y, out=g[b + 2])
      g[b + 3].copy_(grad.sum([0]))
    return grad_x

  def spline_backward(self: __torch__.FlowKernels, grad_z: Tensor, grad_log_det: Tensor, a: Tensor, out: List[Tensor], g: List[Tensor], box: List[float], saved: List[Tensor]) -> Tuple[Tensor, Tensor]:
    # grad_z (rows, d), grad_log_det (rows, 1) -> gradients of x (rows, d) and of a (rows, H); in the letters of spline_forward
    w, h, k, pw, cw, ph, ch, rows, r, inner = saved[0], saved[1], saved[2], saved[3], saved[4], saved[5], saved[6], saved[7], saved[8], saved[9]
    wk, hk, d0, d1, t, s, q, den, E, inside = saved[10], saved[11], saved[12], saved[13], saved[14], saved[15], saved[16], saved[17], saved[18], saved[19]
    batch, d, K = grad_z.size(0), grad_z.size(1), w.size(1)
    flat = grad_z.reshape(-1, 1)
    gy = torch.mul(flat, inside).mul_(2.0 * box[0])
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
    scale_w, scale_h = box[4] * (1.0 - box[1] * K), box[4] * (1.0 - box[2] * K)
    g_r = torch.cat([g_d0, g_d1], 1).mul_(inner).mul_(torch.sigmoid(r))
    grad_a = self.derivatives_backward(a, out[4], g[4], g[5], rows, g_r.view(-1))
    logits_w = self.share_backward(w, k, lower, g_u * -scale_w, g_w * scale_w, cw, pw).view(batch, -1)
    grad_a = self.last_layer_backward(logits_w, a, out[0], g[0], g[1], grad_a)
    logits_h = self.share_backward(h, k, lower, gy * scale_h, g_h * scale_h, ch, ph).view(batch, -1)
    grad_a = self.last_layer_backward(logits_h, a, out[2], g[2], g[3], grad_a)
    grad_x = torch.where(inside, g_u.mul(0.5 / box[0]), flat)
    return (grad_x.view(batch, d), grad_a)

  def last_layer_backward(self: __torch__.FlowKernels, grad: Tensor, a: Tensor, weight: Tensor, grad_weight: Tensor, grad_bias: Tensor, grad_a: Tensor) -> Tensor:
    # grad (batch, d K) of the logits weight a + bias; adds to grad_a
    torch.mm(grad.t(), a, out=grad_weight)
    grad_bias.copy_(grad.sum([0]))
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
      sizes = torch.full([batch], each, dtype=4, device=a.device)
      none = torch.empty([0], dtype=4, device=a.device)
      grad_weight.copy_(torch._embedding_bag_dense_backward(a, rows, bags, sizes, none, weight.size(0), False, 0, g))
      grad_a = torch._embedding_bag_forward_only(weight, rows, starts, False, 0, False, g)[0]
    else:
      whole = torch.zeros([batch, weight.size(0)], dtype=a.dtype, device=a.device).scatter_add_(1, rows.view(batch, -1), g.view(batch, -1))
      torch.mm(whole.t(), a, out=grad_weight)
      grad_bias.copy_(whole.sum([0]))
      grad_a = self.product(whole, weight)
    return grad_a

  def graph_train(self: __torch__.FlowKernels, flat: Tensor, stats: Tensor, perm: Tensor, spec: Tensor, stats_spec: Tensor, config: Tensor, numbers: Tensor, x: Tensor, y: Tensor, mask: Tensor) -> Tuple[Tensor, Tensor]:
    # NLL of each row in training mode, (rows), and the gradient of their mean with respect to flat. No argument may require a
    # gradient: the compiler would take parts of this apart for autograd, which writing into slices does not allow.
    # numbers = box, then rates.
    cfg = annotate(List[int], config.tolist())
    box = annotate(List[float], numbers.tolist())
    gradient = torch.zeros_like(flat)
    layout = annotate(List[int], spec.tolist())
    weight = torch.full([x.size(0)], 1.0 / x.size(0), dtype=x.dtype, device=x.device)
    statistics = self.views(stats, annotate(List[int], stats_spec.tolist()))
    mean, nll = self.nll_and_gradient(self.views(flat, layout), self.views(gradient, layout), statistics, perm, cfg, box, box[5:8], x, y, weight)
    return (nll, gradient.mul_(mask))

  def mask_(self: __torch__.FlowKernels, gradient: Tensor, mask: List[Tensor]) -> int:
    # zeroes the gradients of the weights that an autoregressive net must not have
    gradient.mul_(mask[0])
    return 0
