  # Rational-quadratic splines with linear tails (Durkan et al. 2019, arXiv:1906.04032, eqs. 4-8).
  # n = rows x transformed features; K bins on [-B, B]; w, h, d are the logits of widths, heights and derivatives.
  # flashflow.flow.kernels.KernelLists says what the lists hold: box, and out, the last layer of the net.
  # The paper's letters: w_k, h_k width and height of the bin (wk, hk), s = h_k / w_k, xi = t (the point's share of the bin), delta = d0, d1
  # (derivatives at its edges), q = xi (1 - xi); den is beta of eq. 4 over h_k, E the sum in the numerator of eq. 5. All lengths are
  # shares of the box, so the factors 2 B of both axes cancel in the derivative.

  def shares(self: __torch__.FlowKernels, a: Tensor, out: List[Tensor], factor: float, K: int) -> Tuple[Tensor, Tensor]:
    # softmax of the width and of the height logits, each (n, K)
    w = torch.softmax(self.scaled_affine(out[Last.WIDTHS_BIAS], a, out[Last.WIDTHS_WEIGHT], factor).view(-1, K), 1)
    return (w, torch.softmax(self.scaled_affine(out[Last.HEIGHTS_BIAS], a, out[Last.HEIGHTS_WEIGHT], factor).view(-1, K), 1))

  def bins_inverse(self: __torch__.FlowKernels, p: Tensor, u: Tensor, least: float) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    # p (n, K): softmax of the logits; u (n, 1) in [0, 1], the output as a share of the box.
    # Gives the bin k (n, 1), and of that bin: share p_k, sum of the shares left of it, lower edge in [0, 1].
    K = p.size(1)
    scale = 1.0 - least * K
    c = torch.cumsum(p, 1)
    edges = torch.add(torch.arange(1, K + 1, dtype=p.dtype, device=p.device).mul(least), c, alpha=scale)
    k = torch.searchsorted(edges, u, right=True).clamp_max_(K - 1)
    left = self.left_sum(c, k)
    return (k, p.gather(1, k), left, torch.add(k.to(p.dtype).mul(least), left, alpha=scale))

  def bin_of(self: __torch__.FlowKernels, p: Tensor, k: Tensor, least: float) -> Tuple[Tensor, Tensor, Tensor]:
    # The same three numbers of a bin already known, on the other axis.
    scale = 1.0 - least * p.size(1)
    left = self.left_sum(torch.cumsum(p, 1), k)
    return (p.gather(1, k), left, torch.add(k.to(p.dtype).mul(least), left, alpha=scale))

  def left_sum(self: __torch__.FlowKernels, c: Tensor, k: Tensor) -> Tensor:
    # Sum of p left of bin k (n, 1), c its cumulative sum.
    return c.gather(1, (k - 1).clamp_min_(0)).mul_(k > 0)

  def derivative_rows(self: __torch__.FlowKernels, edge: Tensor, features: Tensor, K: int) -> Tuple[Tensor, Tensor]:
    # edge (n, 2) with n = rows * d: k - 1 and k, the two edges of each bin. Their rows of the derivative layer (d * (K - 1) of them;
    # features: of derivative_features), and whether the edge is an inner one (at the ends of the box the derivative is 1).
    known = edge.clamp(0, K - 2)
    return ((known + features).view(-1), torch.eq(edge, known))

  def derivative_features(self: __torch__.FlowKernels, rows: int, d: int, K: int, like: Tensor) -> Tensor:
    # the first row of the derivative layer that belongs to the feature of each of rows * d splines, (n, 1)
    return torch.arange(0, d * (K - 1), K - 1, device=like.device).repeat([rows]).unsqueeze(1)

  def few(self: __torch__.FlowKernels, weight: Tensor, each: int) -> bool:
    # Two of the K - 1 derivative logits are needed of each spline. Single dot products pay only where they save enough: each is
    # the number of splines of a row. They have no derivative, so a caller that records a graph takes the whole product.
    return weight.numel() > 20000 * each and not weight.requires_grad

  def bags(self: __torch__.FlowKernels, weight: Tensor, rows: int, d: int, like: Tensor) -> Tuple[Tensor, Tensor]:
    # Where the 2 d logits of each row begin, and the row of each logit; for derivative_logits where they are few.
    if self.few(weight, d):
      starts = torch.arange(rows, device=like.device)
      starts, bags = starts.mul(2 * d), starts.unsqueeze(1).expand([rows, 2 * d]).reshape(-1)
    else:
      starts, bags = like, like
    return (starts, bags)

  def derivative_logits(self: __torch__.FlowKernels, a: Tensor, weight: Tensor, bias: Tensor, rows: Tensor, starts: Tensor, bags: Tensor) -> Tensor:
    # The logits that rows (2 n, indices of rows of weight) name, (n, 2)
    batch = a.size(0)
    each = rows.size(0) // max(batch, 1)
    if batch == 0:
      r = torch.zeros([0], dtype=a.dtype, device=a.device)
    elif self.few(weight, each // 2) and not a.requires_grad:
      r = torch._embedding_bag_per_sample_weights_backward(a, weight, rows, starts, bags, 0).add_(bias.index_select(0, rows))
    else:
      r = self.affine(bias, a, weight).gather(1, rows.view(batch, -1)).view(-1)
    return r.view(-1, 2)

  def edge_derivatives(self: __torch__.FlowKernels, r: Tensor, inner: Tensor, least: float) -> Tensor:
    # r, inner (n, 2) -> derivatives at both edges; 1 at the ends of the box
    return torch.softplus(r).add(least - 1.0).mul(inner).add(1.0)

  def axes(self: __torch__.FlowKernels, K: int, box: List[float], like: Tensor) -> __torch__.SplineAxes:
    # what all splines need besides, made once
    scale_w, scale_h = 1.0 - box.LEAST_WIDTH * K, 1.0 - box.LEAST_HEIGHT * K
    edges = torch.arange(1, K + 1, dtype=like.dtype, device=like.device).mul(box.LEAST_WIDTH)
    least, scale = self.pair(box.LEAST_WIDTH, box.LEAST_HEIGHT, like), self.pair(scale_w, scale_h, like)
    return __torch__.SplineAxes(edges, least, scale, torch.arange(-1, 1, device=like.device), torch.ones([1, 1], dtype=like.dtype, device=like.device))

  def pair(self: __torch__.FlowKernels, w: float, h: float, like: Tensor) -> Tensor:
    # one number for each axis, (2, 1, 1), without a copy from the host's memory
    both = torch.full([2, 1, 1], w, dtype=like.dtype, device=like.device)
    if h != w:
      both[1].fill_(h)
    return both

  def grid(self: __torch__.FlowKernels, out: List[Tensor], axes: __torch__.SplineAxes, x: Tensor, d: int) -> __torch__.SplineGrid:
    # what the splines of d features need besides, made once for all that have the same number of features
    K = axes.edges.size(0)
    starts, bags = self.bags(out[Last.DERIVATIVES_WEIGHT], x.size(0), d, x)
    return __torch__.SplineGrid(self.derivative_features(x.size(0), d, K, x), starts, bags)

  def shares_of_axes(self: __torch__.FlowKernels, a: Tensor, out: List[Tensor], factor: float, K: int) -> Tensor:
    # softmax of the width and of the height logits, (2, n, K)
    w = self.scaled_affine(out[Last.WIDTHS_BIAS], a, out[Last.WIDTHS_WEIGHT], factor).view(-1, K)
    h = self.scaled_affine(out[Last.HEIGHTS_BIAS], a, out[Last.HEIGHTS_WEIGHT], factor).view(-1, K)
    if w.requires_grad:
      p = torch.softmax(torch.stack([w, h]), 2)
    else:
      p = torch.empty([2, w.size(0), K], dtype=a.dtype, device=a.device)
      of_w, of_h = torch.unbind(p)
      torch._softmax(w, 1, False, out=of_w)
      torch._softmax(h, 1, False, out=of_h)
    return p

  def spline_forward(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor]:
    # x (rows, d), a (rows, H) -> z (rows, d), log|dz/dx| (rows, d)
    z, log_det, saved = self.spline_evaluated(x, a, out, box)
    return (z, log_det)

  def spline_evaluated(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor, __torch__.SavedSpline]:
    # as spline_forward, with what it took
    axes = self.axes(out[Last.WIDTHS_WEIGHT].size(0) // x.size(1), box, x)
    y, slope, inside, saved = self.spline_train(x, a, out, box, axes, self.grid(out, axes, x, x.size(1)))
    return (torch.where(inside, y, x), torch.log(torch.where(inside, slope, axes.one)), saved)

  def spline_train(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float], axes: __torch__.SplineAxes, grid: __torch__.SplineGrid) -> Tuple[Tensor, Tensor, Tensor, __torch__.SavedSpline]:
    # z and dz/dx where x lies inside the box, whether it does, each (rows, d), and what spline_backward needs
    B = box.TAIL_BOUND
    K = axes.edges.size(0)
    p = self.shares_of_axes(a, out, box.LOGIT_SCALE, K)
    clamped = x.clamp(-B, B)
    inside = torch.eq(clamped, x)
    u = clamped.add(B).mul(0.5 / B).reshape(-1, 1)
    # The bin is found without gradient: the searched edges are a detached copy. c has a leading zero: c[k] is the sum left of bin k.
    c = torch.empty([2, p.size(1), K + 1], dtype=p.dtype, device=p.device)
    c.narrow(2, 0, 1).zero_()
    torch.cumsum(p.detach(), 2, out=c.narrow(2, 1, K))
    edges = torch.add(axes.edges, c[0].narrow(1, 1, K), alpha=1.0 - box.LEAST_WIDTH * K)
    k = torch.searchsorted(edges, u.detach(), right=True).clamp_max_(K - 1)
    both = k.expand([2, k.size(0), 1])
    share = p.gather(2, both)
    # With a gradient it is a masked sum, so that no cumsum is differentiated.
    left = torch.mul(p, torch.arange(K, device=p.device) < k).sum([2], keepdim=True) if p.requires_grad else c.gather(2, both)
    # In these steps spline_inverse takes bins of the same bits.
    wk, hk = torch.unbind(torch.mul(share, axes.scale).add(axes.least))
    x0, y0 = torch.unbind(torch.addcmul(torch.mul(k, axes.least), left, axes.scale))
    rows, inner = self.derivative_rows(torch.add(k, axes.sides), grid.features, K)
    r = self.derivative_logits(a, out[Last.DERIVATIVES_WEIGHT], out[Last.DERIVATIVES_BIAS], rows, grid.starts, grid.bags)
    d0, d1 = torch.split(self.edge_derivatives(r, inner, box.LEAST_DERIVATIVE), 1, 1)
    s = torch.div(hk, wk)
    t = torch.sub(u, x0).div(wk).clamp(0.0, 1.0)
    t1 = torch.rsub(t, 1.0)
    q = torch.mul(t, t1)
    squares = torch.square(torch.cat([t1, t], 1))
    t1_square, t_square = torch.split(squares, 1, 1)
    # eq. 4
    excess = torch.sub(d0 + d1, s, alpha=2.0)
    den = torch.addcmul(s, excess, q)
    A = torch.addcmul(s * t_square, d0, q)
    y = torch.addcdiv(y0, hk * A, den)
    # eq. 5
    E = torch.addcmul(torch.addcmul(d0 * t1_square, d1, t_square), s, q, value=2.0)
    ratio = s / den
    slope = ratio * ratio * E
    saved = __torch__.SavedSpline(p, k, share, left, rows, r, inner, wk, hk, d0, d1, t, t1, squares, s, q, excess, den, A, E, slope, inside)
    return (torch.rsub(y, -B, -2.0 * B).view(x.size()), slope.view(x.size()), inside, saved)

  def spline_inverse(self: __torch__.FlowKernels, z: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor]:
    # The inverse: z (rows, d) -> x, log|dx/dz|, eqs. 6-8 of the paper.
    B = box.TAIL_BOUND
    d = z.size(1)
    K = out[Last.WIDTHS_WEIGHT].size(0) // d
    w, h = self.shares(a, out, box.LOGIT_SCALE, K)
    zs = z.reshape(-1, 1)
    inside = torch.logical_and(zs >= -B, zs <= B)
    v = zs.clamp(-B, B).add(B).mul(0.5 / B)
    k, ph, ch, y0 = self.bins_inverse(h, v, box.LEAST_HEIGHT)
    pw, cw, x0 = self.bin_of(w, k, box.LEAST_WIDTH)
    rows, inner = self.derivative_rows(torch.cat([k - 1, k], 1), self.derivative_features(z.size(0), d, K, z), K)
    starts, bags = self.bags(out[Last.DERIVATIVES_WEIGHT], z.size(0), d, z)
    d01 = self.edge_derivatives(self.derivative_logits(a, out[Last.DERIVATIVES_WEIGHT], out[Last.DERIVATIVES_BIAS], rows, starts, bags), inner, box.LEAST_DERIVATIVE)
    wk = torch.mul(pw, 1.0 - box.LEAST_WIDTH * K).add(box.LEAST_WIDTH)
    hk = torch.mul(ph, 1.0 - box.LEAST_HEIGHT * K).add(box.LEAST_HEIGHT)
    d0, d1 = d01[:, 0:1], d01[:, 1:2]
    s = torch.div(hk, wk)
    e = torch.sub(v, y0).div(hk).clamp(0.0, 1.0)
    # e and f: shares of the bin's height below and above the point. The quadratic of eqs. 6-8, a t^2 + b t + c = 0, written with
    # p = d0 f - d1 e has the discriminant p^2 + 4 s^2 e f, a sum of what cannot be negative; and its root in the form that
    # belongs to the sign of p subtracts nothing, while the paper's 2 c / (-b - root) loses all digits where b < 0.
    f = 1.0 - e
    p = d0 * f - d1 * e
    se, sf = s * e, s * f
    R = torch.sqrt(torch.addcmul(p * p, se, sf, value=4.0)).add(p.abs())
    t = torch.where(p >= 0.0, se * 2.0 / torch.add(R, se, alpha=2.0), R / torch.add(R, sf, alpha=2.0))
    q = torch.mul(t, 1.0 - t)
    den = torch.add(s, torch.mul(d0 + d1 - s - s, q))
    E = d1 * t * t + s * q * 2.0 + d0 * (1.0 - t) * (1.0 - t)
    log_det = torch.log(den * den / (s * s * E))
    x = torch.where(inside, torch.addcmul(x0, wk, t).mul(2.0 * B).sub(B), zs)
    return (x.view(z.size()), torch.where(inside, log_det, torch.zeros_like(log_det)).view(z.size()))
