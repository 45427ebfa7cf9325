  # Adam (Kingma & Ba 2015) and AdamW (Loshchilov & Hutter 2019) by the engine's fused kernel: one pass over the flat arrays.
  # adam: as flashflow.flow.kernels.KernelLists lists it

  def adam(self: __torch__.FlowKernels, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], adam: List[float], loss: Tensor) -> Tensor:
    # Lists of one tensor each: a write into a list made here would count as dead code and be dropped by the compiler.
    # Gives the gradient's global norm and the loss, so that the host reads both at once. Where one is not finite nothing changes, not
    # even the step count.
    norm = torch.linalg_vector_norm(g[0])
    read = torch.stack([norm, loss])
    bad = torch.isfinite(read).all().logical_not().to(Type.FLOAT32)
    steps[0].add_(1.0 - bad)
    scale = torch.ones_like(norm)
    if adam.MAX_NORM > 0.0:
      scale = norm.div(adam.MAX_NORM).clamp_min(1.0)
    if adam.DECOUPLED == 0.0:
      torch._fused_adam_(p, g, m, v, [], steps, lr=adam.LEARNING_RATE, beta1=adam.BETA1, beta2=adam.BETA2, weight_decay=adam.WEIGHT_DECAY, eps=adam.EPS, amsgrad=False, maximize=False, grad_scale=scale, found_inf=bad)
    else:
      torch._fused_adamw_(p, g, m, v, [], steps, lr=adam.LEARNING_RATE, beta1=adam.BETA1, beta2=adam.BETA2, weight_decay=adam.WEIGHT_DECAY, eps=adam.EPS, amsgrad=False, maximize=False, grad_scale=scale, found_inf=bad)
    return read
