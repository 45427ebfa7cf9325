# What the forward pass of a training step keeps for the backward pass: a name for each tensor.

class SavedSpline(NamedTuple):
  # w, h (n, K) softmax of the logits; k bin; pw, cw, ph, ch its share and the sum of the shares left of it, on both axes; rows and
  # inner of derivative_rows, r (n, 2) their logits; the rest in the letters of spline_forward
  w : Tensor
  h : Tensor
  k : Tensor
  pw : Tensor
  cw : Tensor
  ph : Tensor
  ch : Tensor
  rows : Tensor
  r : Tensor
  inner : Tensor
  wk : Tensor
  hk : Tensor
  d0 : Tensor
  d1 : Tensor
  t : Tensor
  s : Tensor
  q : Tensor
  den : Tensor
  E : Tensor
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

