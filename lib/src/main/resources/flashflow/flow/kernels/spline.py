  # Rational-quadratic splines with linear tails (Durkan et al. 2019, arXiv:1906.04032, eqs. 4-8).
  # n = rows x transformed features; K bins on [-B, B]; w, h, d are the logits of widths, heights and derivatives.
  # flashflow.flow.kernels.KernelLists says what the lists hold: box, and out, the last layer of the net.
  # The paper's letters: w_k, h_k width and height of the bin (wk, hk), s = h_k / w_k, xi = t (the point's share of the bin), delta = d0, d1
  # (derivatives at its edges), q = xi (1 - xi); den is beta of eq. 4 over h_k, E the sum in the numerator of eq. 5. All lengths are
  # shares of the box, so the factors 2 B of both axes cancel in the derivative.

  def shares(self: __torch__.FlowKernels, a: Tensor, out: List[Tensor], factor: float, K: int) -> Tuple[Tensor, Tensor]:
    # softmax of the width and of the height logits, each (n, K)
    scaled = a if factor == 1.0 else a * factor
    w = torch.softmax(self.affine(out[Last.WIDTHS_BIAS] * factor, scaled, out[Last.WIDTHS_WEIGHT]).view(-1, K), 1)
    return (w, torch.softmax(self.affine(out[Last.HEIGHTS_BIAS] * factor, scaled, out[Last.HEIGHTS_WEIGHT]).view(-1, K), 1))

  def bins_forward(self: __torch__.FlowKernels, p: Tensor, u: Tensor, least: float) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    # p (n, K): softmax of the logits; u (n, 1) in [0, 1], the input as a share of the box.
    # Gives the bin k (n, 1), and of that bin: share p_k, sum of the shares left of it, left edge in [0, 1].
    # The bin is found without gradient: the searched edges are a detached copy.
    K = p.size(1)
    scale = 1.0 - least * K
    c = torch.cumsum(p.detach(), 1)
    edges = torch.add(torch.arange(1, K + 1, dtype=p.dtype, device=p.device).mul(least), c, alpha=scale)
    k = torch.searchsorted(edges, u.detach(), right=True).clamp_max_(K - 1)
    left = self.left_sum(p, c, k)
    return (k, p.gather(1, k), left, torch.add(k.to(p.dtype).mul(least), left, alpha=scale))

  def bin_of(self: __torch__.FlowKernels, p: Tensor, k: Tensor, least: float) -> Tuple[Tensor, Tensor, Tensor]:
    # The same three numbers of a bin already known, on the other axis.
    scale = 1.0 - least * p.size(1)
    left = self.left_sum(p, torch.cumsum(p.detach(), 1), k)
    return (p.gather(1, k), left, torch.add(k.to(p.dtype).mul(least), left, alpha=scale))

  def left_sum(self: __torch__.FlowKernels, p: Tensor, c: Tensor, k: Tensor) -> Tensor:
    # Sum of p left of bin k (n, 1). With a gradient it is a masked sum, so that no cumsum is differentiated.
    if p.requires_grad:
      left = torch.mul(p, torch.arange(p.size(1), device=p.device) < k).sum([1], keepdim=True)
    else:
      left = c.gather(1, (k - 1).clamp_min_(0)).mul_(k > 0)
    return left

  def derivative_rows(self: __torch__.FlowKernels, k: Tensor, d: int, K: int) -> Tuple[Tensor, Tensor]:
    # k (n, 1) with n = rows * d. Rows of the derivative layer (d * (K - 1) of them) that belong to the two edges of
    # each bin, and 1.0 where the edge is an inner one (0.0 at the ends of the box, whose derivative is 1).
    edge = torch.cat([k - 1, k], 1)
    inner = torch.logical_and(edge >= 0, edge < K - 1)
    feature = torch.arange(d, device=k.device).mul(K - 1).repeat([k.size(0) // d]).unsqueeze(1)
    return ((edge.clamp(0, K - 2) + feature).view(-1), inner)

  def few(self: __torch__.FlowKernels, weight: Tensor, each: int) -> bool:
    # Two of the K - 1 derivative logits are needed of each spline. Single dot products pay only where they save enough: each is
    # the number of splines of a row. They have no derivative, so a caller that records a graph takes the whole product.
    return weight.numel() > 20000 * each and not weight.requires_grad

  def derivative_logits(self: __torch__.FlowKernels, a: Tensor, weight: Tensor, bias: Tensor, rows: Tensor) -> Tensor:
    # The logits that rows (2 n, indices of rows of weight) name, (n, 2)
    batch = a.size(0)
    each = rows.size(0) // max(batch, 1)
    if batch == 0:
      r = torch.zeros([0], dtype=a.dtype, device=a.device)
    elif self.few(weight, each // 2) and not a.requires_grad:
      starts = torch.arange(batch, device=a.device).mul(each)
      bags = torch.arange(batch, device=a.device).repeat_interleave(each)
      r = torch._embedding_bag_per_sample_weights_backward(a, weight, rows, starts, bags, 0).add_(bias.index_select(0, rows))
    else:
      r = self.affine(bias, a, weight).gather(1, rows.view(batch, -1)).view(-1)
    return r.view(-1, 2)

  def edge_derivatives(self: __torch__.FlowKernels, r: Tensor, inner: Tensor, least: float) -> Tensor:
    # r, inner (n, 2) -> derivatives at both edges; 1 at the ends of the box
    return torch.softplus(r).add(least - 1.0).mul(inner.to(r.dtype)).add(1.0)

  def spline_forward(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor]:
    # x (rows, d), a (rows, H) -> z (rows, d), log|dz/dx| (rows, d)
    z, log_det, saved = self.spline_train(x, a, out, box)
    return (z, log_det)

  def spline_train(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor, __torch__.SavedSpline]:
    # as spline_forward, with what spline_backward needs
    B = box.TAIL_BOUND
    d = x.size(1)
    K = out[Last.WIDTHS_WEIGHT].size(0) // d
    w, h = self.shares(a, out, box.LOGIT_SCALE, K)
    xs = x.reshape(-1, 1)
    inside = torch.logical_and(xs >= -B, xs <= B)
    u = xs.clamp(-B, B).add(B).mul(0.5 / B)
    k, pw, cw, x0 = self.bins_forward(w, u, box.LEAST_WIDTH)
    ph, ch, y0 = self.bin_of(h, k, box.LEAST_HEIGHT)
    rows, inner = self.derivative_rows(k, d, K)
    r = self.derivative_logits(a, out[Last.DERIVATIVES_WEIGHT], out[Last.DERIVATIVES_BIAS], rows)
    d01 = self.edge_derivatives(r, inner, box.LEAST_DERIVATIVE)
    wk = torch.mul(pw, 1.0 - box.LEAST_WIDTH * K).add(box.LEAST_WIDTH)
    hk = torch.mul(ph, 1.0 - box.LEAST_HEIGHT * K).add(box.LEAST_HEIGHT)
    d0, d1 = d01[:, 0:1], d01[:, 1:2]
    t = torch.sub(u, x0).div(wk).clamp(0.0, 1.0)
    s = torch.div(hk, wk)
    q = torch.mul(t, 1.0 - t)
    # eq. 4
    den = torch.add(s, torch.mul(d0 + d1 - s - s, q))
    y = torch.add(y0, torch.mul(hk, torch.mul(s, t * t) + d0 * q).div(den))
    # eq. 5
    E = d1 * t * t + s * q * 2.0 + d0 * (1.0 - t) * (1.0 - t)
    log_det = torch.log(s * s * E / (den * den))
    z = torch.where(inside, y.mul(2.0 * B).sub(B), xs)
    saved = __torch__.SavedSpline(w, h, k, pw, cw, ph, ch, rows, r, inner, wk, hk, d0, d1, t, s, q, den, E, inside)
    return (z.view(x.size()), torch.where(inside, log_det, torch.zeros_like(log_det)).view(x.size()), saved)
