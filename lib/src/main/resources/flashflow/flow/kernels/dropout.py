  # Dropout (Srivastava et al. 2014) from numbers of our own, so that the engine's generator is neither needed nor moved.

  def random_bits(self: __torch__.FlowKernels, key: int, first: int, n: int, like: Tensor) -> Tensor:
    # values first to first + n - 1 of the stream with that key, as flashflow.random.SplitMix.value gives them (n, int64). The engine's
    # shifts keep the sign, hence the masks.
    z = torch.arange(first + 1, first + 1 + n, dtype=Type.INT64, device=like.device).mul_(SplitMix.GOLDEN).add_(key)
    z.bitwise_xor_(torch.bitwise_right_shift(z, 30).bitwise_and_((1 << 34) - 1)).mul_(SplitMix.FIRST)
    z.bitwise_xor_(torch.bitwise_right_shift(z, 27).bitwise_and_((1 << 37) - 1)).mul_(SplitMix.SECOND)
    return z.bitwise_xor_(torch.bitwise_right_shift(z, 31).bitwise_and_((1 << 33) - 1))

  def dropout_mask(self: __torch__.FlowKernels, like: Tensor, rate: float, key: int, layer: int) -> Tensor:
    # 0 with probability rate, else 1 / (1 - rate), in the shape of like. The high 32 bits of the stream's numbers decide the first half
    # of the values, the low ones the second; layer after layer goes on where the one before ended.
    n = like.numel()
    each = (n + 1) // 2
    bits = self.random_bits(key, layer * each, each, like)
    least = (int(rate * 4294967296.0) - 2147483648) * 4294967296
    kept = torch.cat([torch.ge(bits, least), torch.ge(torch.bitwise_left_shift(bits, 32), least)], 0)
    return kept.narrow(0, 0, n).to(like.dtype).div_(1.0 - rate).view(like.size())
