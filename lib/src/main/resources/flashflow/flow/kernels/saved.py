class SplineGrid(NamedTuple):
  # edges (K): what the least widths add to the right edge of each bin; least, and scale what is left to the shares, of both axes (2, 1, 1);
  # features of derivative_features; starts and bags of bags
  edges : Tensor
  least : Tensor
  scale : Tensor
  features : Tensor
  starts : Tensor
  bags : Tensor

class SplineAxes(NamedTuple):
  # edges (K): what the least widths add to the right edge of each bin; least, and scale what is left to the shares, of both axes
  # (2, 1, 1); sides, from the right edge of a bin to both (2); one (1, 1)
  edges : Tensor
  least : Tensor
  scale : Tensor
  sides : Tensor
  one : Tensor

class SplineGrid(NamedTuple):
  # features of derivative_features; starts and bags of bags
  features : Tensor
  starts : Tensor
  bags : Tensor

class SplineBackward(NamedTuple):
  # factors (6, 1, 1) of the gradients that share_backward takes; lower (K, K), ones below the diagonal
  factors : Tensor
  lower : Tensor

# What the forward pass of a training step keeps for the backward pass: a name for each tensor.

class SavedSpline(NamedTuple):
  # p (2, n, K) softmax of the logits of widths and heights; k bin; share its entry of p and left the sum of those left of it (2, n, 1);
  # rows and inner of derivative_rows, r (n, 2) their logits; squares (n, 2) of t1 and t; the rest in the letters of spline_train
  p : Tensor
  k : Tensor
  share : Tensor
  left : Tensor
  rows : Tensor
  r : Tensor
  inner : Tensor
  wk : Tensor
  hk : Tensor
  d0 : Tensor
  d1 : Tensor
  t : Tensor
  t1 : Tensor
  squares : Tensor
  s : Tensor
  q : Tensor
  excess : Tensor
  den : Tensor
  A : Tensor
  E : Tensor
  slope : Tensor
  inside : Tensor

class SavedBlock(NamedTuple):
  # h input of the block; mean and inverse deviation of the batch at both norms; v before the second norm (h where there is none);
  # active after the second activation, before any dropout, and mask of the dropout (active where there is none); t the block's
  # result before its gate (active where there is none)
  h : Tensor
  mean0 : Tensor
  inv0 : Tensor
  v : Tensor
  mean1 : Tensor
  inv1 : Tensor
  active : Tensor
  mask : Tensor
  t : Tensor

class SavedNet(NamedTuple):
  # x input of the first layer; initial, the context's summand in it (autoregressive only); contexts, what the blocks take from the
  # context; first and second, the inputs of the two layers of all blocks (blocks, rows, H)
  x : Tensor
  initial : Tensor
  contexts : Tensor
  first : Tensor
  second : Tensor
  blocks : List[__torch__.SavedBlock]

class SavedStep(NamedTuple):
  # a (rows, H) result of the net
  net : __torch__.SavedNet
  a : Tensor
  spline : __torch__.SavedSpline

