  # The linear layers of all steps at once: a permutation, then z = L U x + b with unit lower L and diag(U) = softplus(raw) + 1e-3,
  # the PLU form of Kingma and Dhariwal 2018 that the paper takes. L = steps + 1 layers of D features; the permutation is folded
  # into the matrix.

  def triangles(self: __torch__.FlowKernels, lower: Tensor, upper: Tensor, diag: Tensor) -> Tuple[Tensor, Tensor]:
    # lower, upper (L, D (D - 1) / 2) row by row, diag (L, D) raw -> L and U, each (L, D, D)
    layers, D = diag.size(0), diag.size(1)
    zeros = torch.zeros([layers, D * D], dtype=diag.dtype, device=diag.device)
    low = self.flat_index(torch.tril_indices(D, D, -1, device=diag.device), D, layers)
    up = self.flat_index(torch.triu_indices(D, D, 1, device=diag.device), D, layers)
    eye = torch.eye(D, dtype=diag.dtype, device=diag.device)
    on_diagonal = torch.softplus(diag).add(0.001).unsqueeze(2).mul(eye)
    return (zeros.scatter(1, low, lower).view(layers, D, D) + eye, zeros.scatter(1, up, upper).view(layers, D, D) + on_diagonal)

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

  def linear_backward(self: __torch__.FlowKernels, g: List[Tensor], grad: Tensor, lower: Tensor, upper: Tensor, diag: Tensor, perm: Tensor) -> int:
    # grad (L, D, D): gradient of the folded matrices. Writes the gradients of lower, upper and diag entries; the log-determinant
    # sum(log diag U) of each layer enters the mean NLL with weight -1.
    layers, D = diag.size(0), diag.size(1)
    product = grad.gather(2, perm.unsqueeze(1).expand_as(grad))
    grad_lower = torch.bmm(product, upper.transpose(1, 2)).view(layers, D * D)
    grad_upper = torch.bmm(lower.transpose(1, 2), product)
    # a single feature has no triangles
    if D > 1:
      g[Linear.LOWER].copy_(grad_lower.gather(1, self.flat_index(torch.tril_indices(D, D, -1, device=diag.device), D, layers)))
      g[Linear.UPPER].copy_(grad_upper.view(layers, D * D).gather(1, self.flat_index(torch.triu_indices(D, D, 1, device=diag.device), D, layers)))
    on_diagonal = torch.diagonal(grad_upper, 0, 1, 2)
    each = torch.softplus(diag).add(0.001).reciprocal()
    g[Linear.DIAGONAL].copy_(torch.sub(on_diagonal, each).mul(torch.sigmoid(diag)))
    return 0
