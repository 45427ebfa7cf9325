/**
 * The flow's arithmetic as methods of one TorchScript class: their sources lie beside {@code KernelSources} as resources, are
 * joined into one archive and compiled by the engine once.
 *
 * <p>Kernels instead of single NDArray calls: one call runs a whole training step inside the engine, without a crossing
 * from Java per operation, and without the freed operands that DJL's NDArray arithmetic leaves behind for autograd.
 */
package flashflow.flow.kernels;
