/**
 * The flow's arithmetic as methods of one TorchScript class: their sources lie beside {@code KernelSources} as resources, are
 * joined into one archive and compiled by the engine once.
 */
package flashflow.flow.kernels;
