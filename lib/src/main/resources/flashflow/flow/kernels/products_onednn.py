  # Products with large matrices by oneDNN, which uses the wide vector units of every CPU; the engine's default library
  # does so only on some, and is up to twice as slow with widths like 298. It knows no float64 and no derivative: those rows,
  # callers that record a graph, and small products take the default.

  def large(self: __torch__.FlowKernels, x: Tensor, w: Tensor) -> bool:
    return w.numel() >= 32768 and x.dtype == Type.FLOAT32 and not (x.requires_grad or w.requires_grad)

  def affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (m, n), b (m) -> x w^T + b
    if self.large(x, w):
      y = ops.mkldnn._linear_pointwise(x, w, b, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.linear(x, w, b)
    return y

  def scaled_affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor, factor: float) -> Tensor:
    # factor (x w^T + b)
    if factor == 1.0:
      y = self.affine(b, x, w)
    elif self.large(x, w):
      y = self.affine(b * factor, x * factor, w)
    else:
      y = torch.addmm(b, x, w.t(), beta=factor, alpha=factor)
    return y

  def add_product_(self: __torch__.FlowKernels, y: Tensor, x: Tensor, w: Tensor) -> Tensor:
    # adds x w to y
    return y.add_(self.product(x, w)) if self.large(x, w) else y.addmm_(x, w)

  def product(self: __torch__.FlowKernels, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (n, m) -> x w
    if self.large(x, w):
      y = ops.mkldnn._linear_pointwise(x, w.t(), None, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.mm(x, w)
    return y

  def activated_affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor, kind: int) -> Tensor:
    # oneDNN does a ReLU on the way, from smaller products on
    if kind == Activation.RELU and w.numel() >= 16384 and x.dtype == Type.FLOAT32 and not (x.requires_grad or w.requires_grad):
      y = ops.mkldnn._linear_pointwise(x, w, b, "relu", annotate(List[Optional[number]], []), "")
    else:
      y = self.activate_(self.affine(b, x, w), kind)
    return y
