  # The inverse of the splines, in the letters of spline.py; e and f are shares of the bin's height below and above the point.
  # Sampling needs no derivative of it.

  def spline_inverse(self: __torch__.FlowKernels, z: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor]:
    # z (rows, d), a (rows, H) -> x (rows, d), log|dx/dz| (rows, d), eqs. 6-8 of the paper
    x, t, wk, hk, d0, d1 = self.spline_root(z, a, out, box)
    s = torch.div(hk, wk)
    q = torch.mul(t, 1.0 - t)
    den = torch.add(s, torch.mul(d0 + d1 - s - s, q))
    E = d1 * t * t + s * q * 2.0 + d0 * (1.0 - t) * (1.0 - t)
    log_det = torch.log(den * den / (s * s * E)).view(z.size())
    return (x, torch.where(self.inside(z, box), log_det, torch.zeros_like(log_det)))

  def spline_sample(self: __torch__.FlowKernels, z: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tensor:
    # as spline_inverse, x alone
    return self.spline_root(z, a, out, box)[0]

  def inside(self: __torch__.FlowKernels, z: Tensor, box: List[float]) -> Tensor:
    return torch.eq(z.clamp(-box.TAIL_BOUND, box.TAIL_BOUND), z)

  def spline_root(self: __torch__.FlowKernels, z: Tensor, a: Tensor, out: List[Tensor], box: List[float]) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    # x (rows, d), and of each point, (n, 1): t, and its bin's wk, hk, d0, d1
    B = box.TAIL_BOUND
    K = out[Last.WIDTHS_WEIGHT].size(0) // z.size(1)
    v = z.clamp(-B, B).add_(B).mul_(0.5 / B).reshape(-1, 1)
    k, x0, wk, y0, hk = self.bins_of(a, out, box, v, K)
    d0, d1 = torch.unbind(self.both_derivatives(a, out, box, k, z.size(1), K))
    s = torch.div(hk, wk)
    e = torch.sub(v, y0).div_(hk).clamp_(0.0, 1.0)
    # The quadratic of eqs. 6-8, a t^2 + b t + c = 0, written with p = d0 f - d1 e has the discriminant p^2 + 4 s^2 e f, a sum of what
    # cannot be negative; and its root in the form that belongs to the sign of p subtracts nothing, while the paper's
    # 2 c / (-b - root) loses all digits where b < 0.
    f = 1.0 - e
    p = d0 * f - d1 * e
    se, sf = s * e, s * f
    R = torch.sqrt(torch.addcmul(p * p, se, sf, value=4.0)).add(p.abs())
    t = torch.where(p >= 0.0, se * 2.0 / torch.add(R, se, alpha=2.0), R / torch.add(R, sf, alpha=2.0))
    x = torch.addcmul(x0, wk, t).mul_(2.0 * B).sub_(B)
    return (torch.where(self.inside(z, box), x.view(z.size()), z), t, wk, hk, d0, d1)

  def bins_of(self: __torch__.FlowKernels, a: Tensor, out: List[Tensor], box: List[float], v: Tensor, K: int) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    # v (n, 1) in [0, 1], the point as a share of the box's height. Gives its bin k and the bin's left edge, width, lower edge and
    # height, each (n, 1), of the same bits as spline_forward's.
    scale_w, scale_h = 1.0 - box.LEAST_WIDTH * K, 1.0 - box.LEAST_HEIGHT * K
    h = self.share(a, out[Last.HEIGHTS_WEIGHT], out[Last.HEIGHTS_BIAS], box.LOGIT_SCALE, K)
    least = torch.arange(1, K + 1, dtype=h.dtype, device=h.device).mul(box.LEAST_HEIGHT)
    edges = torch.cumsum(h, 1)
    if edges.requires_grad:
      edges = torch.add(least, edges, alpha=scale_h)
    else:
      torch.add(least, edges, alpha=scale_h, out=edges)
    k = torch.searchsorted(edges, v, right=True).clamp_max_(K - 1)
    before, first = (k - 1).clamp_min_(0), torch.eq(k, 0)
    y0 = edges.gather(1, before).masked_fill_(first, 0.0)
    hk = h.gather(1, k).mul_(scale_h).add_(box.LEAST_HEIGHT)
    w = self.share(a, out[Last.WIDTHS_WEIGHT], out[Last.WIDTHS_BIAS], box.LOGIT_SCALE, K)
    wk = w.gather(1, k).mul_(scale_w).add_(box.LEAST_WIDTH)
    left = (torch.cumsum(w, 1) if w.requires_grad else w.cumsum_(1)).gather(1, before).masked_fill_(first, 0.0)
    return (k, torch.add(k.to(w.dtype).mul_(box.LEAST_WIDTH), left, alpha=scale_w), wk, y0, hk)

  def share(self: __torch__.FlowKernels, a: Tensor, weight: Tensor, bias: Tensor, factor: float, K: int) -> Tensor:
    # softmax of logits, (n, K)
    p = self.affine(bias * factor, a if factor == 1.0 else a * factor, weight).view(-1, K)
    if p.requires_grad:
      p = torch.softmax(p, 1)
    else:
      torch._softmax(p, 1, False, out=p)
    return p

  def both_derivatives(self: __torch__.FlowKernels, a: Tensor, out: List[Tensor], box: List[float], k: Tensor, d: int, K: int) -> Tensor:
    # at the two edges of bin k (n, 1), (2, n, 1); 1 at the ends of the box
    edges = torch.stack([k - 1, k])
    known = edges.clamp(0, K - 2)
    r = self.edge_logits(a, out[Last.DERIVATIVES_WEIGHT], out[Last.DERIVATIVES_BIAS], known, d, K)
    return torch.softplus(r).add_(box.LEAST_DERIVATIVE - 1.0).masked_fill_(torch.ne(edges, known), 0.0).add_(1.0)

  def edge_logits(self: __torch__.FlowKernels, a: Tensor, weight: Tensor, bias: Tensor, edges: Tensor, d: int, K: int) -> Tensor:
    # The derivative logits of the inner edges (2, n, 1) of d splines a row. Two of the K - 1 of each spline are needed: single dot
    # products are faster from some size on. They have no derivative, so a caller that records a graph takes the whole product.
    rows = a.size(0)
    if rows > 0 and weight.numel() > 20000 * d and not (weight.requires_grad or a.requires_grad):
      places = torch.add(edges.view(2, rows, d), torch.arange(d, device=a.device).mul_(K - 1)).view(-1)
      starts = torch.arange(rows, device=a.device)
      bags = starts.view(1, rows, 1).expand([2, rows, d]).reshape(-1)
      r = torch._embedding_bag_per_sample_weights_backward(a, weight, places, starts, bags, 0).add_(bias.index_select(0, places)).view(edges.size())
    else:
      whole = self.affine(bias, a, weight).view(-1, K - 1)
      r = whole.expand([2, whole.size(0), K - 1]).gather(2, edges)
    return r
