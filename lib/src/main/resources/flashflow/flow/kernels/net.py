  # The conditioner: a residual net that maps the passed-on features and the context to spline logits.
  # flashflow.flow.kernels.KernelLists says what the lists hold: cfg, and the tensors of a net, in p (parameters), g (their gradients) and
  # q (folded), from index b on. The context's weight (blocks * H, C) serves all blocks.

  def activate(self: __torch__.FlowKernels, x: Tensor, kind: int) -> Tensor:
    if kind == Activation.RELU:
      y = torch.relu(x)
    elif kind == Activation.ELU:
      y = torch.elu(x)
    else:
      y = torch.leaky_relu(x, 0.01)
    return y

  def activate_(self: __torch__.FlowKernels, x: Tensor, kind: int) -> Tensor:
    if kind == Activation.RELU:
      y = torch.relu_(x)
    elif kind == Activation.ELU:
      y = torch.elu_(x)
    else:
      y = torch.leaky_relu_(x, 0.01)
    return y

  def activate_into(self: __torch__.FlowKernels, x: Tensor, kind: int, out: Tensor) -> int:
    if kind == Activation.RELU:
      torch.clamp_min(x, 0.0, out=out)
    elif kind == Activation.ELU:
      torch.elu(x, 1.0, 1.0, 1.0, out=out)
    else:
      torch.leaky_relu(x, 0.01, out=out)
    return 0

  def activation_backward_(self: __torch__.FlowKernels, grad: Tensor, y: Tensor, kind: int) -> Tensor:
    # in place in grad; y is the activation's result
    if kind == Activation.RELU:
      torch.threshold_backward(grad, y, 0.0, grad_input=grad)
    elif kind == Activation.ELU:
      torch.elu_backward(grad, 1.0, 1.0, 1.0, True, y, grad_input=grad)
    else:
      torch.leaky_relu_backward(grad, y, 0.01, True, grad_input=grad)
    return grad

  def contexts(self: __torch__.FlowKernels, p: List[Tensor], b: int, cfg: List[int], y: Tensor) -> Tensor:
    # What the context adds to every block, in one product (rows, blocks * H): gates of a coupling net, summands of a masked one
    c = self.affine(p[b + Net.CONTEXT_BIAS], y, p[b + Net.CONTEXT_WEIGHT])
    if cfg.AUTOREGRESSIVE == 0:
      c = torch.sigmoid_(c)
    return c

  def net(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], x: Tensor, y: Tensor) -> Tensor:
    # x (rows, passed-on features), y (rows, C) -> (rows, H); q as fold() makes it: batch norm is gone into scales
    return self.net_with(q, b, cfg, x, self.net_contexts(q, b, cfg, y))

  def net_contexts(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], y: Tensor) -> Tuple[Tensor, Tensor]:
    # what a net takes from the context: its blocks, and its first layer; y itself where they take nothing
    blocks = self.contexts(q, b, cfg, y) if cfg.CONTEXT > 0 and cfg.BLOCKS > 0 else y
    return (blocks, self.first_context(q, b, cfg, y) if cfg.CONTEXT > 0 else y)

  def first_context(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], y: Tensor) -> Tensor:
    # what the first layer adds for the context: of a coupling net its last columns and its bias
    if cfg.AUTOREGRESSIVE == 0:
      w = q[b + Net.INITIAL_WEIGHT]
      c = torch.addmm(q[b + Net.INITIAL_BIAS], y, w[:, w.size(1) - cfg.CONTEXT:].t())
    else:
      c = self.activate_(self.affine(q[b + Net.INITIAL_CONTEXT_BIAS], y, q[b + Net.INITIAL_CONTEXT_WEIGHT]), cfg.ACTIVATION)
    return c

  def first_layer(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], x: Tensor, context: Tensor) -> Tensor:
    # the first layer, with context = first_context(y)
    w = q[b + Net.INITIAL_WEIGHT]
    if cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 0:
      h = torch.mm(x, w[:, :x.size(1)].t()).add_(context)
    else:
      h = self.affine(q[b + Net.INITIAL_BIAS], x, w)
      if cfg.CONTEXT > 0:
        h = h + context
    return h

  def net_with(self: __torch__.FlowKernels, q: List[Tensor], b: int, cfg: List[int], x: Tensor, both: Tuple[Tensor, Tensor]) -> Tensor:
    # as net, with both = net_contexts(y)
    contexts, first = both
    H, gated, summed = cfg.HIDDEN, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 0, cfg.CONTEXT > 0 and cfg.AUTOREGRESSIVE == 1
    h = self.first_layer(q, b, cfg, x, first)
    for j in range(cfg.BLOCKS):
      o = self.block_at(b, j)
      u = self.activate_(torch.addcmul(q[o + Block.BETA0], h, q[o + Block.GAMMA0]), cfg.ACTIVATION) if cfg.BATCH_NORM == 1 else self.activate(h, cfg.ACTIVATION)
      if summed:
        v = self.affine(q[o + Block.BIAS0], u, q[o + Block.WEIGHT0]) + contexts[:, j * H:(j + 1) * H]
        v = self.activate_(v, cfg.ACTIVATION)
      else:
        v = self.activated_affine(q[o + Block.BIAS0], u, q[o + Block.WEIGHT0], cfg.ACTIVATION)
      t = self.affine(q[o + Block.BIAS1], v, q[o + Block.WEIGHT1])
      if h.requires_grad:
        h = torch.addcmul(h, t, contexts[:, j * H:(j + 1) * H]) if gated else h + t
      else:
        h = h.addcmul_(t, contexts[:, j * H:(j + 1) * H]) if gated else h.add_(t)
    return h

  def fold(self: __torch__.FlowKernels, p: List[Tensor], stats: List[Tensor], perm: Tensor, cfg: List[int], eps: float) -> List[Tensor]:
    # Inference weights: batch norms as scales, the second of each block inside its linear layer; linear layers as
    # matrices, their inverses, biases and the summed log-determinant (the entries Folded). The shift comes last, as it is.
    q: List[Tensor] = []
    if cfg.LINEAR == 1:
      lower, upper = self.triangles(p[Linear.LOWER], p[Linear.UPPER], p[Linear.DIAGONAL])
      log_det = torch.log(torch.softplus(p[Linear.DIAGONAL]).add(0.001)).sum()
      q.extend([self.matrices(lower, upper, perm), self.inverse_matrices(lower, upper, perm), p[Linear.BIAS], log_det])
    else:
      q.extend(p[0:Folded.LOG_DET])
      q.append(torch.zeros([], dtype=p[Linear.COUNT].dtype, device=p[Linear.COUNT].device))
    for i in range(cfg.STEPS):
      self.fold_net(q, p[self.net_at(i, cfg):], stats[self.statistics_at(i, 0, cfg):], cfg, eps)
    if cfg.SHIFT > Shifted.NONE:
      q.extend(stats[self.statistics_at(cfg.STEPS, 0, cfg):])
    return q

  def fold_net(self: __torch__.FlowKernels, q: List[Tensor], p: List[Tensor], stats: List[Tensor], cfg: List[int], eps: float) -> int:
    first = len(q)
    q.extend(p[0:self.block_at(0, 0)])
    H = cfg.HIDDEN
    for j in range(cfg.BLOCKS):
      o, n = self.block_at(0, j), self.statistics_at(0, j, cfg)
      if cfg.BATCH_NORM == 1:
        scale0 = p[o + Block.GAMMA0] * torch.rsqrt(stats[n + Statistic.VARIANCE0] + eps)
        scale1 = p[o + Block.GAMMA1] * torch.rsqrt(stats[n + Statistic.VARIANCE1] + eps)
        bias = torch.addcmul(p[o + Block.BETA1], p[o + Block.BIAS0] - stats[n + Statistic.MEAN1], scale1)
        q.extend([scale0, torch.addcmul(p[o + Block.BETA0], stats[n + Statistic.MEAN0], scale0, value=-1.0)])
        q.extend([p[o + Block.WEIGHT0] * scale1.unsqueeze(1), bias, p[o + Block.GAMMA1], p[o + Block.BETA1], p[o + Block.WEIGHT1], p[o + Block.BIAS1]])
        if cfg.AUTOREGRESSIVE == 1 and cfg.CONTEXT > 0:
          q[first + Net.CONTEXT_WEIGHT] = self.scale_rows(q[first + Net.CONTEXT_WEIGHT], scale1, j * H)
          q[first + Net.CONTEXT_BIAS] = self.scale_rows(q[first + Net.CONTEXT_BIAS], scale1, j * H)
      else:
        q.extend(p[o:o + Block.COUNT])
    return 0

  def scale_rows(self: __torch__.FlowKernels, x: Tensor, scale: Tensor, start: int) -> Tensor:
    # multiplies the rows from start on by scale; x (n) or (n, m)
    whole = torch.ones([x.size(0)], dtype=x.dtype, device=x.device)
    whole = torch.cat([whole[0:start], scale, whole[start + scale.size(0):]], 0)
    return x * (whole if x.dim() == 1 else whole.unsqueeze(1))
