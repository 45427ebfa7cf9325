  # y (rows, C) context and x (rows, D) targets in physical units, z (rows, D) standard normal noise

  def tensors(self: __torch__.FlowModel) -> List[Tensor]:
    # the flow's tensors as views of one buffer, so that .to(device) moves them all
    parts: List[Tensor] = []
    at, n = 0, 0
    while n < len(self.shapes):
      dims = self.shapes[n + 1:n + 1 + self.shapes[n]]
      size = 1
      for d in dims:
        size = size * d
      parts.append(self.weights.narrow(0, at, size).view(dims))
      at, n = at + size, n + 1 + self.shapes[n]
    return parts

  def blocks(self: __torch__.FlowModel, y: Tensor) -> int:
    # blocks of 4096 rows bound the memory
    return (y.size(0) + 4095) // 4096 if y.size(0) > 0 else 1

  def generate(self: __torch__.FlowModel, y: Tensor, z: Tensor) -> Tuple[Tensor, Tensor]:
    # targets, and for each row whether one of them is not finite or had to be brought back into its range
    assert z.size(0) == y.size(0), "the noise and the context have different numbers of rows"
    q = self.tensors()
    parts: List[Tensor] = []
    marks: List[Tensor] = []
    for i in range(self.blocks(y)):
      context = self.context_in(y[4096 * i:4096 * (i + 1)])
      inner = self.kernels.flow_inverse(q, self.cfg, self.box, z[4096 * i:4096 * (i + 1)].to(context.dtype), context)[0]
      x, outside = self.targets_out(inner, y[4096 * i:4096 * (i + 1)])
      # a transform such as rounding would make a number of what is none
      lost = torch.all(torch.isfinite(inner), 1).logical_not()
      parts.append(x.masked_fill(lost.unsqueeze(1), float("nan")))
      marks.append(torch.logical_or(outside, lost))
    return (torch.cat(parts, 0), torch.cat(marks, 0))

  def forward(self: __torch__.FlowModel, y: Tensor, z: Tensor) -> Tensor:
    # the targets that belong to this noise
    x = self.generate(y, z)[0]
    assert bool(torch.all(torch.isfinite(x)).item()), "forward: NaN, infinity or noise without an image"
    return x

  def sample(self: __torch__.FlowModel, y: Tensor) -> Tensor:
    # targets drawn with torch's random numbers; rows outside the allowed ranges are drawn again, up to 10 times in all
    x, outside = self.generate(y, torch.randn([y.size(0), self.cfg.TARGETS], dtype=Type.FLOAT32, device=self.weights.device))
    attempt = 1
    while attempt < 10 and bool(torch.any(outside).item()):
      rows = torch.nonzero(outside).view(-1)
      again, still = self.generate(y.index_select(0, rows), torch.randn([rows.size(0), self.cfg.TARGETS], dtype=Type.FLOAT32, device=self.weights.device))
      x = x.index_copy(0, rows, again)
      outside = outside.index_copy(0, rows, still)
      attempt = attempt + 1
    assert not bool(torch.any(outside).item()), "rows came out outside the allowed ranges 10 times"
    return x

  def log_prob(self: __torch__.FlowModel, x: Tensor, y: Tensor) -> Tensor:
    # log p(x | y) in nats of the preprocessed targets, (rows)
    assert x.size(0) == y.size(0), "the targets and the context have different numbers of rows"
    q = self.tensors()
    parts: List[Tensor] = []
    for i in range(self.blocks(y)):
      context = self.context_in(y[4096 * i:4096 * (i + 1)])
      targets = self.targets_in(x[4096 * i:4096 * (i + 1)], y[4096 * i:4096 * (i + 1)])
      parts.append(self.kernels.log_prob(q, self.cfg, self.box, targets, context))
    nats = torch.cat(parts, 0)
    assert bool(torch.all(torch.isfinite(nats)).item()), "log_prob: NaN, infinity or a value without an image"
    return nats

  def one_hot(self: __torch__.FlowModel, known: List[Tensor]) -> List[Tensor]:
    # one column for each value; NaN where the value is none of them
    any = torch.any(torch.stack(known, 1), 1)
    columns: List[Tensor] = []
    for one in known:
      columns.append(one.to(Type.FLOAT64).masked_fill(any.logical_not(), float("nan")))
    return columns
