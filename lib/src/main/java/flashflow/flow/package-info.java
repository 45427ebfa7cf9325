/**
 * Conditional rational-quadratic spline flows (Durkan et al. 2019, arXiv:1906.04032).
 *
 * <p>A flow is a bijection z = f(x; y) from targets x to noise z for a given context y; its density is
 * log p(x | y) = log N(z; 0, I) + log |det dz/dx|. <i>Forward</i> is data to noise, <i>inverse</i> is noise to data, as
 * in nflows. {@link flashflow.flow.FlowConfig} says what a flow is made of, {@link flashflow.flow.SplineFlow} evaluates and
 * samples it, {@link flashflow.flow.density.NllGradient} and {@link flashflow.flow.density.Adam} change its parameters.
 *
 * <p>The arithmetic is written once, as TorchScript in {@code resources/flashflow/flow/kernels}, and runs inside the
 * engine on whatever device holds the parameters.
 */
package flashflow.flow;
