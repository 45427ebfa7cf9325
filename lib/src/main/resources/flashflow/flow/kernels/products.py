  # Products with matrices by the engine's default library.

  def affine(self: __torch__.FlowKernels, b: Tensor, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (m, n), b (m) -> x w^T + b
    return torch.linear(x, w, b)

  def product(self: __torch__.FlowKernels, x: Tensor, w: Tensor) -> Tensor:
    # x (rows, n), w (n, m) -> x w
    return torch.mm(x, w)
