  # The linear layers of all steps at once: a permutation, then z = L U x + b with unit lower L and diag(U) = softplus(raw) + 1e-3,
  # the PLU form of Kingma and Dhariwal 2018 that the paper takes. L = steps + 1 layers of D features; the permutation is folded
  # into the matrix.

  def triangles(self: __torch__.FlowKernels, lower: Tensor, upper: Tensor, diag: Tensor) -> Tuple[Tensor, Tensor]:
    # lower, upper (L, D (D - 1) / 2) row by row, diag (L, D) raw -> L and U, each (L, D, D)
    low, up = self.triangle_places(diag)
    return self.triangles_at(lower, upper, self.diagonal(diag), low, up)

  def diagonal(self: __torch__.FlowKernels, diag: Tensor) -> Tensor:
    # diag (L, D) raw -> diag(U)
    return torch.softplus(diag).add(0.001)

  def triangle_places(self: __torch__.FlowKernels, diag: Tensor) -> Tuple[Tensor, Tensor]:
    # where in a matrix, row by row, the entries of lower and of upper lie, each (L, D (D - 1) / 2)
    layers, D = diag.size(0), diag.size(1)
    low = self.flat_index(torch.tril_indices(D, D, -1, device=diag.device), D, layers)
    return (low, self.flat_index(torch.triu_indices(D, D, 1, device=diag.device), D, layers))

  def triangles_at(self: __torch__.FlowKernels, lower: Tensor, upper: Tensor, diagonal: Tensor, low: Tensor, up: Tensor) -> Tuple[Tensor, Tensor]:
    layers, D = diagonal.size(0), diagonal.size(1)
    eye = torch.eye(D, dtype=diagonal.dtype, device=diagonal.device)
    ones = eye.view(1, D * D).expand([layers, D * D])
    values = diagonal.unsqueeze(2).mul(eye).view(layers, D * D)
    return (ones.scatter(1, low, lower).view(layers, D, D), values.scatter(1, up, upper).view(layers, D, D))

  def flat_index(self: __torch__.FlowKernels, rc: Tensor, D: int, layers: int) -> Tensor:
    return torch.add(rc[0] * D, rc[1]).unsqueeze(0).expand([layers, rc.size(1)])

  def matrices(self: __torch__.FlowKernels, lower: Tensor, upper: Tensor, perm: Tensor) -> Tensor:
    # (L U) P for every layer, (L, D, D): row vectors are mapped by x -> x M^T + b
    product = torch.bmm(lower, upper)
    return product.gather(2, torch.argsort(perm, 1).unsqueeze(1).expand_as(product))

  def inverse_matrices(self: __torch__.FlowKernels, lower: Tensor, upper: Tensor, perm: Tensor) -> Tensor:
    # P^-1 (L U)^-1, solved in float64 once
    eye = torch.eye(perm.size(1), dtype=Type.FLOAT64, device=perm.device).expand_as(lower)
    half = torch.linalg_solve_triangular(lower.to(Type.FLOAT64), eye, upper=False, unitriangular=True)
    whole = torch.linalg_solve_triangular(upper.to(Type.FLOAT64), half, upper=True)
    return whole.gather(1, torch.argsort(perm, 1).unsqueeze(2).expand_as(whole)).to(lower.dtype)

  def linear_backward(self: __torch__.FlowKernels, g: List[Tensor], grad: Tensor, lower: Tensor, upper: Tensor, raw: Tensor, diagonal: Tensor, low: Tensor, up: Tensor, perm: Tensor) -> int:
    # grad (L, D, D): gradient of the folded matrices. Writes the gradients of lower, upper and diag entries; the log-determinant
    # sum(log diag U) of each layer enters the mean NLL with weight -1.
    layers, D = raw.size(0), raw.size(1)
    product = grad.gather(2, perm.unsqueeze(1).expand_as(grad))
    grad_lower = torch.bmm(product, upper.transpose(1, 2)).view(layers, D * D)
    grad_upper = torch.bmm(lower.transpose(1, 2), product)
    # a single feature has no triangles
    if D > 1:
      torch.gather(grad_lower, 1, low, out=g[Linear.LOWER])
      torch.gather(grad_upper.view(layers, D * D), 1, up, out=g[Linear.UPPER])
    on_diagonal = torch.diagonal(grad_upper, 0, 1, 2).sub(diagonal.reciprocal())
    torch.softplus_backward(on_diagonal, raw, 1.0, 20.0, grad_input=g[Linear.DIAGONAL])
    return 0
