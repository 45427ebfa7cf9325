  # The conditioner: a residual net that maps the passed-on features and the context to spline logits.
  # cfg = [D, C, steps, H, blocks, K, autoregressive, batch norm, activation, linear]
  # Tensors of a step, from index `b` on: 0 initial weight, 1 bias; 2 initial context weight, 3 bias (autoregressive only);
  # 4 context weight (blocks * H, C), 5 bias; 6..11 last layer; then 8 a block: gamma, beta, weight, bias, twice.

  def activate(self: __torch__.FlowKernels, x: Tensor, kind: int) -> Tensor:
    if kind == 0:
      y = torch.relu(x)
    elif kind == 1:
      y = torch.elu(x)
    else:
      y = torch.leaky_relu(x, 0.01)
    return y

  def activate_(self: __torch__.FlowKernels, x: Tensor, kind: int) -> Tensor:
    if kind == 0:
      y = torch.relu_(x)
    elif kind == 1:
      y = torch.elu_(x)
    else:
      y = torch.leaky_relu_(x, 0.01)
    return y

  def activation_backward_(self: __torch__.FlowKernels, grad: Tensor, y: Tensor, kind: int) -> Tensor:
    # in place in grad; y is the activation's result
    if kind == 0:
      torch.threshold_backward(grad, y, 0.0, grad_input=grad)
    elif kind == 1:
      torch.elu_backward(grad, 1.0, 1.0, 1.0, True, y, grad_input=grad)
    else:
      torch.leaky_relu_backward(grad, y, 0.01, True, grad_input=grad)
    return grad

  def first_layer(self: __torch__.FlowKernels, p: List[Tensor], b: int, cfg: List[int], x: Tensor, y: Tensor) -> Tensor:
    if cfg[6] == 0:
      h = self.affine(p[b + 1], torch.cat([x, y], 1), p[b])
    else:
      h = self.affine(p[b + 1], x, p[b])
      if cfg[1] > 0:
        h = h + self.activate(self.affine(p[b + 3], y, p[b + 2]), cfg[8])
    return h

  def contexts(self: __torch__.FlowKernels, p: List[Tensor], b: int, cfg: List[int], y: Tensor) -> Tensor:
    # What the context adds to every block, in one product (rows, blocks * H): gates of a coupling net, summands of a masked one
    c = self.affine(p[b + 5], y, p[b + 4])
    if cfg[6] == 0:
      c = torch.sigmoid_(c)
    return c

  def net(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], x: Tensor, y: Tensor) -> Tensor:
    # x (rows, passed-on features), y (rows, C) -> (rows, H); q as fold() makes it: batch norm is gone into scales
    return self.net_with(q, b, cfg, x, y, self.net_contexts(q, b, cfg, y))

  def net_contexts(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], y: Tensor) -> Tensor:
    # what the blocks of a net take from the context; y itself where they take nothing
    return self.contexts(q, b, cfg, y) if cfg[1] > 0 and cfg[4] > 0 else y

  def net_with(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], x: Tensor, y: Tensor, contexts: Tensor) -> Tensor:
    # as net, with contexts = net_contexts(y)
    H, gated, summed = cfg[3], cfg[1] > 0 and cfg[6] == 0, cfg[1] > 0 and cfg[6] == 1
    h = self.first_layer(q, b, cfg, x, y)
    for j in range(cfg[4]):
      o = b + 12 + 8 * j
      u = self.activate_(torch.addcmul(q[o + 1], h, q[o]), cfg[8]) if cfg[7] == 1 else self.activate(h, cfg[8])
      v = self.affine(q[o + 3], u, q[o + 2])
      if summed:
        v = v + contexts[:, j * H:(j + 1) * H]
      t = self.affine(q[o + 7], self.activate_(v, cfg[8]), q[o + 6])
      h = torch.addcmul(h, t, contexts[:, j * H:(j + 1) * H]) if gated else h + t
    return h

  def fold(self: __torch__.FlowKernels, p: List[Tensor], stats: List[Tensor], perm: Tensor, cfg: List[int], eps: float) -> List[Tensor]:
    # Inference weights: batch norms as scales, the second of each block inside its linear layer; linear layers as
    # matrices, their inverses, biases and the summed log-determinant (first four entries).
    q: List[Tensor] = []
    if cfg[9] == 1:
      lower, upper = self.triangles(p[0], p[1], p[2])
      log_det = torch.log(torch.softplus(p[2]).add(0.001)).sum()
      q.extend([self.matrices(lower, upper, perm), self.inverse_matrices(lower, upper, perm), p[3], log_det])
    else:
      q.extend(p[0:3])
      q.append(torch.zeros([], dtype=p[4].dtype, device=p[4].device))
    for i in range(cfg[2]):
      self.fold_net(q, p[4 + i * (12 + 8 * cfg[4]):], stats[i * 4 * cfg[4]:], cfg, eps)
    return q

  def fold_net(self: __torch__.FlowKernels, q: List[Tensor], p: List[Tensor], stats: List[Tensor], cfg: List[int], eps: float) -> int:
    first = len(q)
    q.extend(p[0:12])
    H = cfg[3]
    for j in range(cfg[4]):
      o = 12 + 8 * j
      if cfg[7] == 1:
        scale0 = p[o] * torch.rsqrt(stats[4 * j + 1] + eps)
        scale1 = p[o + 4] * torch.rsqrt(stats[4 * j + 3] + eps)
        bias = torch.addcmul(p[o + 5], p[o + 3] - stats[4 * j + 2], scale1)
        q.extend([scale0, torch.addcmul(p[o + 1], stats[4 * j], scale0, value=-1.0)])
        q.extend([p[o + 2] * scale1.unsqueeze(1), bias, p[o + 4], p[o + 5], p[o + 6], p[o + 7]])
        if cfg[6] == 1 and cfg[1] > 0:
          q[first + 4] = self.scale_rows(q[first + 4], scale1, j * H)
          q[first + 5] = self.scale_rows(q[first + 5], scale1, j * H)
      else:
        q.extend(p[o:o + 8])
    return 0

  def scale_rows(self: __torch__.FlowKernels, x: Tensor, scale: Tensor, start: int) -> Tensor:
    # multiplies the rows from start on by scale; x (n) or (n, m)
    whole = torch.ones([x.size(0)], dtype=x.dtype, device=x.device)
    whole = torch.cat([whole[0:start], scale, whole[start + scale.size(0):]], 0)
    return x * (whole if x.dim() == 1 else whole.unsqueeze(1))
