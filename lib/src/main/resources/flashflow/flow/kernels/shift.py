  # The shift by the context, a flow's outermost layer: what a regression on the context y says of the targets x is taken out of them.
  # KernelLists.Shift says what `shift` holds. There are two sorts of targets.
  # On the whole line: x' = (x - m) / s, m = A y + b, for x about m with the deviation s.
  # Between bounds, where q = SPREAD x + CENTRE is the normal quantile of the place v in (0, 1) between them: v is taken as drawn from N(m, s)
  # truncated to (0, 1), and x' is the normal quantile of its share of that law. a = -m / s, b = (v - m) / s and c = (1 - m) / s are the
  # ends and the value in deviations. Laws with m > 1/2 are mirrored, so that the mass lies at the lower end or around it.

  def shift_of(self: __torch__.FlowKernels, q: List[Tensor], cfg: List[int]) -> List[Tensor]:
    # the entries Shift behind the nets; none where there is no shift
    return q[self.net_at(cfg.STEPS, cfg):]

  def predicted(self: __torch__.FlowKernels, shift: List[Tensor], cfg: List[int], y: Tensor) -> Tensor:
    # m (rows, D), within its range; y where there is no shift
    if cfg.SHIFT > Shifted.NONE:
      y = torch.minimum(torch.maximum(torch.addmm(shift[Shift.BIAS], y, shift[Shift.WEIGHT].t()), shift[Shift.LOWEST]), shift[Shift.HIGHEST])
    return y

  def shifted(self: __torch__.FlowKernels, shift: List[Tensor], cfg: List[int], x: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
    # x' (rows, D) and log|det dx'/dx|, (rows) or (1)
    z, log_det = x, torch.zeros([1], dtype=x.dtype, device=x.device)
    if cfg.SHIFT > Shifted.NONE:
      m = self.predicted(shift, cfg, y)
      z = (x - m) / shift[Shift.DEVIATION]
      if cfg.SHIFT == Shifted.TRUNCATED:
        law = self.truncated_law(shift, m)
        q, b, t = self.truncated_forward(law, x)
        z = torch.where(law.bounded, torch.where(law.mirrored, t.neg(), t).to(x.dtype), z)
        log_det = self.shift_log_det(shift, law, q, b, t).to(x.dtype)
      else:
        log_det = torch.log(shift[Shift.DEVIATION]).sum().neg().view(1)
    return (z, log_det)

  def unshifted(self: __torch__.FlowKernels, shift: List[Tensor], cfg: List[int], z: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
    # x (rows, D) and log|det dx/dx'|, (rows) or (1)
    x, log_det = z, torch.zeros([1], dtype=z.dtype, device=z.device)
    if cfg.SHIFT > Shifted.NONE:
      m = self.predicted(shift, cfg, y)
      x = torch.addcmul(m, z, shift[Shift.DEVIATION])
      if cfg.SHIFT == Shifted.TRUNCATED:
        law = self.truncated_law(shift, m)
        x, q, b, t = self.untruncated(law, z, x)
        log_det = self.shift_log_det(shift, law, q, b, t).neg().to(z.dtype)
      else:
        log_det = torch.log(shift[Shift.DEVIATION]).sum().view(1)
    return (x, log_det)

  def unshifted_folds(self: __torch__.FlowKernels, shift: List[Tensor], cfg: List[int], folds: List[Tensor], y: Tensor) -> List[Tensor]:
    # x of each fold; what the context y says is the same for all of them
    done: List[Tensor] = []
    m = self.predicted(shift, cfg, y)
    if cfg.SHIFT == Shifted.TRUNCATED:
      law = self.truncated_law(shift, m)
      for z in folds:
        x = torch.addcmul(m, z, shift[Shift.DEVIATION])
        done.append(self.untruncated(law, z, x)[0])
    elif cfg.SHIFT == Shifted.LINEAR:
      for z in folds:
        done.append(torch.addcmul(m, z, shift[Shift.DEVIATION]))
    else:
      done = folds
    return done

  def truncated_law(self: __torch__.FlowKernels, shift: List[Tensor], predicted: Tensor) -> __torch__.TruncatedLaw:
    # targets on the whole line get a law in the middle, so that what is computed of them in vain stays finite
    bounded = torch.gt(shift[Shift.SPREAD], 0.0)
    m, s = predicted.to(Type.FLOAT64), shift[Shift.DEVIATION].to(Type.FLOAT64)
    half, one = torch.full_like(s, 0.5), torch.ones_like(s)
    m, s = torch.where(bounded, m, half), torch.where(bounded, s, one)
    mirrored = torch.gt(m, 0.5)
    m = torch.where(mirrored, torch.rsub(m, 1.0), m)
    a, c = m.neg() / s, torch.rsub(m, 1.0) / s
    mass = torch.special_ndtr(a.neg()) - torch.special_ndtr(c.neg())
    spread = torch.where(bounded, shift[Shift.SPREAD].to(Type.FLOAT64), one)
    return __torch__.TruncatedLaw(bounded, mirrored, m, s, a, c, mass, spread, shift[Shift.CENTRE].to(Type.FLOAT64))

  def truncated_forward(self: __torch__.FlowKernels, law: __torch__.TruncatedLaw, x: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    # q, b and x' of the law before it is mirrored back, float64
    q = torch.addcmul(law.centre, torch.where(law.bounded, x, torch.zeros_like(x)).to(Type.FLOAT64), law.spread)
    q = torch.where(law.mirrored, q.neg(), q)
    v, w = torch.special_ndtr(q), torch.special_ndtr(q.neg())
    b = (v - law.m) / law.s
    # of each difference the two tails that lose no digit
    below = torch.where(torch.lt(b, 0.0), torch.special_ndtr(b) - torch.special_ndtr(law.a), torch.special_ndtr(law.a.neg()) - torch.special_ndtr(b.neg()))
    above = torch.special_ndtr(b.neg()) - torch.special_ndtr(law.c.neg())
    # and next to an end, where they would lose some, the density times the distance
    low, high = v / law.s, w / law.s
    below = torch.where(self.is_near(low, law.a), self.sliver(low, law.a), below)
    above = torch.where(self.is_near(high, law.c), self.sliver(high, law.c.neg()), above)
    return (q, b, self.quantile(below / law.mass, above / law.mass))

  def untruncated(self: __torch__.FlowKernels, law: __torch__.TruncatedLaw, z: Tensor, linear: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    # x, which on the whole line is the linear one; and q, b and x' of the law before it is mirrored back, float64
    t = torch.where(law.mirrored, z.neg(), z).to(Type.FLOAT64)
    q, b = self.truncated_inverse(law, t)
    place = torch.where(law.mirrored, q.neg(), q).sub(law.centre).div(law.spread)
    return (torch.where(law.bounded, place.to(z.dtype), linear), q, b, t)

  def truncated_inverse(self: __torch__.FlowKernels, law: __torch__.TruncatedLaw, t: Tensor) -> Tuple[Tensor, Tensor]:
    # q and b; t: x' before it is mirrored back, float64
    below, above = torch.special_ndtr(t) * law.mass, torch.special_ndtr(t.neg()) * law.mass
    to_low, to_high = torch.special_ndtr(law.a) + below, torch.special_ndtr(law.c.neg()) + above
    b = torch.where(torch.lt(to_low, 0.5), torch.special_ndtri(to_low), torch.special_ndtri(to_high).neg())
    v = torch.addcmul(law.m, b, law.s)
    low, high = below / self.normal_density(law.a), above / self.normal_density(law.c)
    w = torch.where(self.is_near(high, law.c), self.distance(high, law.c.neg()) * law.s, torch.rsub(v, 1.0))
    v = torch.where(self.is_near(low, law.a), self.distance(low, law.a) * law.s, v)
    return (self.quantile(v, w), b)

  def shift_log_det(self: __torch__.FlowKernels, shift: List[Tensor], law: __torch__.TruncatedLaw, q: Tensor, b: Tensor, t: Tensor) -> Tensor:
    # log|det dx'/dx|, (rows): of q by x, of v by q, of the law's density by its mass, of the normal quantile; half log(2 pi) = 0.9189385332046727
    each = torch.sub(t * t, b * b).sub(q * q).mul(0.5).sub(0.9189385332046727)
    each = each + torch.log(law.spread) - torch.log(law.s * law.mass)
    return torch.where(law.bounded, each, torch.log(shift[Shift.DEVIATION]).neg().to(Type.FLOAT64)).sum([1])

  def is_near(self: __torch__.FlowKernels, distance: Tensor, end: Tensor) -> Tensor:
    # whether a value lies so near an end of its law, in deviations, that the density is the same there to second order
    return torch.lt(torch.abs(end).add(1.0).mul(distance), 1e-05)

  def sliver(self: __torch__.FlowKernels, distance: Tensor, end: Tensor) -> Tensor:
    # share of N(0, 1) between an end and what lies so far above it, near
    return self.normal_density(end) * distance * torch.rsub(end * distance * 0.5, 1.0)

  def distance(self: __torch__.FlowKernels, first: Tensor, end: Tensor) -> Tensor:
    # undoes sliver, of which first is the share over the density
    return first * torch.add(end * first * 0.5, 1.0)

  def normal_density(self: __torch__.FlowKernels, x: Tensor) -> Tensor:
    # of N(0, 1), not below what float64 can divide by; 1 / sqrt(2 pi) = 0.3989422804014327
    return torch.exp(x * x * -0.5).mul(0.3989422804014327).clamp_min(1e-300)

  def quantile(self: __torch__.FlowKernels, below: Tensor, above: Tensor) -> Tensor:
    # of N(0, 1), given the shares below and above, of which the smaller one keeps all digits; beyond 37 deviations as at 37
    p, r = below.clamp(1e-300, 1.0), above.clamp(1e-300, 1.0)
    return torch.where(torch.lt(p, r), torch.special_ndtri(p), torch.special_ndtri(r).neg())
