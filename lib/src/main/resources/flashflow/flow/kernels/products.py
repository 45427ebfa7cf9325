  # Products with matrices by the engine's default library.

  def affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (m, n), b (m) -> x w^T + b
    return torch.linear(x, w, b)

  def scaled_affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor, factor: float) -> Tensor:
    # factor (x w^T + b)
    return torch.linear(x, w, b) if factor == 1.0 else torch.addmm(b, x, w.t(), beta=factor, alpha=factor)

  def add_product_(self: __torch__.FlowKernels, y: Tensor, x: Tensor, w: Tensor) -> Tensor:
    # adds x w to y
    return y.addmm_(x, w)

  def product(self: __torch__.FlowKernels, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (n, m) -> x w
    return torch.mm(x, w)

  def activated_affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor, kind: int) -> Tensor:
    return self.activate_(self.affine(b, x, w), kind)
