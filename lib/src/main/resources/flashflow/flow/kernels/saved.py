class SplineAxes(NamedTuple):
  # edges (2, 1, K - 1): what the least sizes add to the inner edges of the bins; least, and scale what is left to the shares, of both
  # axes (2, 1, 1). For each bin, known (K, 2): the logits of the derivatives at both edges, at the ends of the box some other; and ends
  # (K, 4): whether the edge is an inner one (0 or 1), then what is added to the derivative. one (1, 1).
  edges : Tensor
  least : Tensor
  scale : Tensor
  known : Tensor
  ends : Tensor
  one : Tensor

class SplineGrid(NamedTuple):
  # features of derivative_features; starts and bags of bags
  features : Tensor
  starts : Tensor
  bags : Tensor

class SplineBins(NamedTuple):
  # k (n, 1) bin; of both axes (2, n, 1) its share, the sum of the shares left of it, its size and where it begins
  k : Tensor
  share : Tensor
  left : Tensor
  size : Tensor
  start : Tensor

class SplineDerivatives(NamedTuple):
  # at both edges of each bin: rows (2 n) of the derivative layer, r (n, 2) their logits, d (n, 2) the derivatives
  rows : Tensor
  r : Tensor
  d : Tensor

class SplineBackward(NamedTuple):
  # factors (6, 1, 1) of the gradients that share_backward takes; lower (K, K), ones below the diagonal
  factors : Tensor
  lower : Tensor

class TruncatedLaw(NamedTuple):
  # what shift.py makes of the context: which targets are bounded (D), which laws are mirrored (rows, D); in float64 m, a, c and the mass
  # between a and c (rows, D), s, SPREAD and CENTRE (D)
  bounded : Tensor
  mirrored : Tensor
  m : Tensor
  s : Tensor
  a : Tensor
  c : Tensor
  mass : Tensor
  spread : Tensor
  centre : Tensor

# What the forward pass of a training step keeps for the backward pass: a name for each tensor.

class SavedSpline(NamedTuple):
  # p (2, n, K) softmax of the logits of widths and heights; k, share and left of SplineBins; rows and r of SplineDerivatives;
  # D (n, 3) of d0, s, d1; the rest in the letters of spline.py
  p : Tensor
  k : Tensor
  share : Tensor
  left : Tensor
  rows : Tensor
  r : Tensor
  wk : Tensor
  hk : Tensor
  D : Tensor
  t : Tensor
  E : Tensor
  den : Tensor
  R : Tensor
  slope : Tensor
  inside : Tensor

class SavedBlock(NamedTuple):
  # h input of the block; mean and inverse deviation of the batch at both norms; v before the second norm (h where there is none); w
  # after the second activation, mask of the dropout (w where there is none)
  h : Tensor
  mean0 : Tensor
  inv0 : Tensor
  v : Tensor
  mean1 : Tensor
  inv1 : Tensor
  w : Tensor
  mask : Tensor

class SavedNet(NamedTuple):
  # x input of the first layer; initial, the context's summand in it (autoregressive only); contexts, what the blocks take from the
  # context, and first, after their first activation (blocks, rows, H); results of the blocks before their gates (where there are any)
  x : Tensor
  initial : Tensor
  contexts : Tensor
  first : Tensor
  results : List[Tensor]
  blocks : List[__torch__.SavedBlock]

class SavedStep(NamedTuple):
  # a (rows, H) result of the net
  net : __torch__.SavedNet
  a : Tensor
  spline : __torch__.SavedSpline
