  # Products with matrices by the engine's default library.

  def affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (m, n), b (m) -> x w^T + b
    return torch.addmm(b, x, w.t())

  def product(self: __torch__.FlowKernels, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (n, m) -> x w
    return torch.mm(x, w)

  def activated_affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor, kind: int) -> Tensor:
    return self.activate_(self.affine(b, x, w), kind)
