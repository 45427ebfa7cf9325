  # A categorical distribution over K classes: p(k | y) = softmax(W h(y) + b)_k with the conditioner's h (rows, H). The conditioner is that
  # of one coupling step whose passed-on features are none; W (K, H) and b (K) lie in the place of the last layer's widths.

  def features(self: __torch__.FlowKernels, cfg: List[int], y: Tensor) -> Tensor:
    # what the net sees beside the context: nothing, or where there is no context one column of zeros, as a matrix needs a column
    return y[:, 0:0] if cfg.CONTEXT > 0 else torch.zeros([y.size(0), 1], dtype=y.dtype, device=y.device)

  def class_log_probs(self: __torch__.FlowKernels, q: List[Tensor], cfg: List[int], y: Tensor) -> Tensor:
    # log p of each class in nats (rows, K); q as fold() makes it
    b = self.net_at(0, cfg)
    h = self.net(q, b, cfg, self.features(cfg, y), y)
    last = self.last(q, b)
    return torch.log_softmax(self.affine(last[Last.WIDTHS_BIAS], h, last[Last.WIDTHS_WEIGHT]), 1)

  def class_nll_and_gradient(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], stats: List[Tensor], cfg: List[int], rates: List[float], key: int, x: Tensor, y: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    # As nll_and_gradient; x (rows, 1) holds the class, a whole number from 0 to K - 1. The gradient by the logits is weight (p - e_k).
    b = self.net_at(0, cfg)
    h, saved = self.net_train(p, 0, stats, cfg, rates, key, self.features(cfg, y), y)
    if cfg.BATCH_NORM == 1 and cfg.BLOCKS > 0:
      self.biases_into_means(p, stats, cfg, rates)
    last, grads = self.last(p, b), self.last(g, b)
    logs = torch.log_softmax(self.affine(last[Last.WIDTHS_BIAS], h, last[Last.WIDTHS_WEIGHT]), 1)
    k = x.to(Type.INT64)
    nll = torch.gather(logs, 1, k).neg_().view(-1)
    grad = torch.exp(logs).scatter_add_(1, k, torch.full_like(x, -1.0)).mul_(weight.unsqueeze(1))
    torch.mm(grad.t(), h, out=grads[Last.WIDTHS_WEIGHT])
    torch.sum(grad, [0], out=grads[Last.WIDTHS_BIAS])
    self.net_backward(p, g, b, cfg, rates, self.product(grad, last[Last.WIDTHS_WEIGHT]), y, saved)
    return (torch.dot(nll, weight), nll)
