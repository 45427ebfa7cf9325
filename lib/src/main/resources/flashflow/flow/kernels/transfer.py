  # From the host's memory to a GPU's.

  def upload(self: __torch__.FlowKernels, host: Tensor, there: Tensor) -> Tensor:
    # host, in the host's memory -> the same on the device of there. The copy to page-locked memory is complete when this
    # returns, so that host may change; the one to the device waits for its turn behind what the device is doing.
    return host.pin_memory().to(there.device, host.dtype, True, False)
