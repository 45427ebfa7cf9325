/**
 * A toy detector: generator-level objects and reconstructed targets drawn from an explicit conditional density.
 *
 * <p>The density of the targets x given the context y is a product of one-dimensional factors,
 * p(x | y) = p(x_1 | y) p(x_2 | x_1, y) ... p(x_D | x_1 .. x_(D-1), y), each normalised exactly. Its logarithm can
 * therefore be evaluated, and the mean of -log p over a sample is the smallest NLL that any model can be expected to
 * reach on it: trainings are measured against that number. The columns are FlashSim's; the shapes are invented.
 */
package flashflow.toy;
