  # Rational-quadratic splines with linear tails (Durkan et al. 2019, arXiv:1906.04032, eqs. 4-8).
  # n = rows x transformed features; K bins on [-B, B]; w, h, d are the logits of widths, heights and derivatives.
  # flashflow.flow.kernels.KernelLists says what the lists hold: box, and out, the last layer of the net.
  # The paper's letters: w_k, h_k width and height of the bin (wk, hk), s = h_k / w_k, xi = t (the point's share of the bin), delta = d0, d1
  # (derivatives at its edges). Both axes count from the box's lower end. The quadratics of eqs. 4 and 5 are Bezier curves, so with
  # L = lerp((d0, s), (s, d1), t), the sum in the numerator of eq. 5 is E = lerp(L0, L1, t), beta of eq. 4 over h_k is
  # den = lerp(L1, L0, t), and the share of the bin's height below the point is R = t L0 / den.

  def axes(self: __torch__.FlowKernels, K: int, box: List[float], like: Tensor) -> __torch__.SplineAxes:
    # what all splines need besides, made once
    least = self.pair(2.0 * box.TAIL_BOUND * box.LEAST_WIDTH, 2.0 * box.TAIL_BOUND * box.LEAST_HEIGHT, like)
    scale = self.pair(self.free(box.LEAST_WIDTH, K, box), self.free(box.LEAST_HEIGHT, K, box), like)
    edges = torch.arange(1, K, dtype=like.dtype, device=like.device).mul(least)
    known = torch.add(torch.arange(K, device=like.device).unsqueeze(1), torch.arange(-1, 1, device=like.device)).clamp_(0, K - 2)
    ends = torch.ones([K, 4], dtype=like.dtype, device=like.device)
    ends[:, 2:4].fill_(box.LEAST_DERIVATIVE)
    # at the ends of the box the derivative is 1
    first, last = ends[0], ends[K - 1]
    first[0].fill_(0.0)
    first[2].fill_(1.0)
    last[1].fill_(0.0)
    last[3].fill_(1.0)
    return __torch__.SplineAxes(edges, least, scale, known, ends, torch.ones([1, 1], dtype=like.dtype, device=like.device))

  def free(self: __torch__.FlowKernels, least: float, K: int, box: List[float]) -> float:
    # what the least sizes of all bins leave of the box
    return 2.0 * box.TAIL_BOUND * (1.0 - least * K)

  def pair(self: __torch__.FlowKernels, w: float, h: float, like: Tensor) -> Tensor:
    # one number for each axis, (2, 1, 1), without a copy from the host's memory
    both = torch.full([2, 1, 1], w, dtype=like.dtype, device=like.device)
    if h != w:
      both[1].fill_(h)
    return both

  def grid(self: __torch__.FlowKernels, out: List[Tensor], x: Tensor, d: int, K: int) -> __torch__.SplineGrid:
    # what the splines of d features need besides, made once for all that have the same number of features
    starts, bags = self.bags(out[Last.DERIVATIVES_WEIGHT], x.size(0), d, x)
    return __torch__.SplineGrid(self.derivative_features(x.size(0), d, K, x), starts, bags)

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

  def bins_at(self: __torch__.FlowKernels, p: Tensor, u: Tensor, axis: int, free: float, axes: __torch__.SplineAxes) -> __torch__.SplineBins:
    # p (2, n, K): softmax of the logits; u (n, 1) on that axis, of whose box the least sizes leave free
    K = p.size(2)
    n, q = p.size(1), p.detach()
    # c has a leading zero: c[k] is the sum left of bin k. The bin is found without gradient, on edges that lie, until then, where the
    # other axis' sums will.
    c = torch.empty([2, n, K + 1], dtype=p.dtype, device=p.device)
    torch.cumsum(q[axis], 1, out=c[axis].narrow(1, 1, K))
    edges = c[1 - axis].view(-1).narrow(0, 0, n * (K - 1)).view(n, K - 1)
    torch.add(axes.edges[axis], c[axis].narrow(1, 1, K - 1), alpha=free, out=edges)
    k = torch.searchsorted(edges, u.detach(), right=True)
    torch.cumsum(q[1 - axis], 1, out=c[1 - axis].narrow(1, 1, K))
    c.narrow(2, 0, 1).zero_()
    both = k.expand([2, k.size(0), 1])
    share = p.gather(2, both)
    # With a gradient it is a masked sum, so that no cumsum is differentiated.
    left = torch.mul(p, torch.arange(K, device=p.device) < k).sum([2], keepdim=True) if p.requires_grad else c.gather(2, both)
    size = torch.addcmul(axes.least, share, axes.scale)
    return __torch__.SplineBins(k, share, left, size, torch.addcmul(torch.mul(k, axes.least), left, axes.scale))

  def controls(self: __torch__.FlowKernels, d01: Tensor, s: Tensor) -> Tensor:
    # d0, s, d1 (n, 3), the control points of E
    d0, d1 = torch.split(d01, 1, 1)
    return torch.cat([d0, s, d1], 1)

  def bezier(self: __torch__.FlowKernels, D: Tensor, t: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    # L0, E and den
    L = torch.lerp(D[:, 0:2], D[:, 1:3], t)
    L0, L1 = torch.split(L, 1, 1)
    return (L0, torch.lerp(L0, L1, t), torch.lerp(L1, L0, t))

  def derivatives(self: __torch__.FlowKernels, k: Tensor, a: Tensor, out: List[Tensor], axes: __torch__.SplineAxes, grid: __torch__.SplineGrid) -> __torch__.SplineDerivatives:
    # at both edges of bin k
    rows = axes.known.index_select(0, k.view(-1)).add_(grid.features).view(-1)
    inner, least = torch.split(axes.ends.index_select(0, k.view(-1)), 2, 1)
    r = self.derivative_logits(a, out[Last.DERIVATIVES_WEIGHT], out[Last.DERIVATIVES_BIAS], rows, grid.starts, grid.bags)
    return __torch__.SplineDerivatives(rows, r, torch.addcmul(least, torch.softplus(r), inner))

  def spline_forward(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor, __torch__.SavedSpline]:
    # x (rows, d), a (rows, H) -> z (rows, d), log|dz/dx| (rows, d), and what it took
    return self.spline_evaluated(x, a, out, box, self.axes(out[Last.WIDTHS_WEIGHT].size(0) // x.size(1), box, x))

  def spline_evaluated(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float], axes: __torch__.SplineAxes) -> Tuple[Tensor, Tensor, __torch__.SavedSpline]:
    # as spline_forward, with axes made before
    y, slope, inside, saved = self.spline_train(x, a, out, box, axes, self.grid(out, x, x.size(1), axes.ends.size(0)))
    return (torch.where(inside, y, x), torch.log(torch.where(inside, slope, axes.one)), saved)

  def spline_train(self: __torch__.FlowKernels, x: Tensor, a: Tensor, out: List[Tensor], box: List[float], axes: __torch__.SplineAxes, grid: __torch__.SplineGrid) -> Tuple[Tensor, Tensor, Tensor, __torch__.SavedSpline]:
    # z and dz/dx where x lies inside the box, whether it does, each (rows, d), and what spline_backward needs
    B = box.TAIL_BOUND
    K = axes.ends.size(0)
    clamped = x.clamp(-B, B)
    inside = torch.eq(clamped, x)
    u = clamped.add(B).reshape(-1, 1)
    p = self.shares_of_axes(a, out, box.LOGIT_SCALE, K)
    bins = self.bins_at(p, u, 0, self.free(box.LEAST_WIDTH, K, box), axes)
    wk, hk = torch.unbind(bins.size)
    x0, y0 = torch.unbind(bins.start)
    edges = self.derivatives(bins.k, a, out, axes, grid)
    s = torch.div(hk, wk)
    D = self.controls(edges.d, s)
    t = torch.sub(u, x0).div(wk).clamp(0.0, 1.0)
    L0, E, den = self.bezier(D, t)
    # eq. 4
    R = torch.mul(t, L0).div(den)
    y = torch.addcmul(y0, hk, R).sub(B)
    # eq. 5
    ratio = s / den
    slope = ratio * ratio * E
    saved = __torch__.SavedSpline(p, bins.k, bins.share, bins.left, edges.rows, edges.r, wk, hk, D, t, E, den, R, slope, inside)
    return (y.view(x.size()), slope.view(x.size()), inside, saved)

  def spline_inverse(self: __torch__.FlowKernels, z: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor]:
    # The inverse: z (rows, d) -> x, log|dx/dz|
    return self.spline_inverted(z, a, out, box, self.axes(out[Last.WIDTHS_WEIGHT].size(0) // z.size(1), box, z))

  def spline_inverted(self: __torch__.FlowKernels, z: Tensor, a: Tensor, out: List[Tensor], box: List[float], axes: __torch__.SplineAxes) -> Tuple[Tensor, Tensor]:
    x, t, s, d01 = self.spline_root(z, a, out, box, axes)
    L0, E, den = self.bezier(self.controls(d01, s), t)
    ratio = den / s
    slope = torch.div(ratio * ratio, E).view(z.size())
    return (x, torch.log(torch.where(torch.eq(z.clamp(-box.TAIL_BOUND, box.TAIL_BOUND), z), slope, axes.one)))

  def spline_root(self: __torch__.FlowKernels, z: Tensor, a: Tensor, out: List[Tensor], box: List[float], axes: __torch__.SplineAxes) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    # eqs. 6-8 of the paper: x (rows, d), all that sampling needs, and of each point t and s (n, 1) and d0, d1 (n, 2)
    B = box.TAIL_BOUND
    K = axes.ends.size(0)
    clamped = z.clamp(-B, B)
    inside = torch.eq(clamped, z)
    v = clamped.add(B).reshape(-1, 1)
    bins = self.bins_at(self.shares_of_axes(a, out, box.LOGIT_SCALE, K), v, 1, self.free(box.LEAST_HEIGHT, K, box), axes)
    wk, hk = torch.unbind(bins.size)
    x0, y0 = torch.unbind(bins.start)
    d01 = self.derivatives(bins.k, a, out, axes, self.grid(out, z, z.size(1), K)).d
    d0, d1 = torch.split(d01, 1, 1)
    s = torch.div(hk, wk)
    e = torch.sub(v, y0).div(hk).clamp(0.0, 1.0)
    # e and f: shares of the bin's height below and above the point. The quadratic of eqs. 6-8, a t^2 + b t + c = 0, written with
    # p = d0 f - d1 e has the discriminant p^2 + 4 s^2 e f, a sum of what cannot be negative; and its root in the form that
    # belongs to the sign of p subtracts nothing, while the paper's 2 c / (-b - root) loses all digits where b < 0.
    f = 1.0 - e
    p = torch.addcmul(d0 * f, d1, e, value=-1.0)
    se, sf = s * e, s * f
    R = torch.sqrt(torch.addcmul(p * p, se, sf, value=4.0)).add(p.abs())
    t = torch.where(p >= 0.0, se * 2.0 / torch.add(R, se, alpha=2.0), R / torch.add(R, sf, alpha=2.0))
    x = torch.where(inside, torch.addcmul(x0, wk, t).sub(B).view(z.size()), z)
    return (x, t, s, d01)
