/**
 * What a training learns, whatever it is: a density p(x | y) ({@link flashflow.flow.density.ConditionalDensity}) whose values lie in
 * flat arrays, the gradient of its mean negative log-likelihood ({@link flashflow.flow.density.NllGradient}), the optimizer that moves
 * it ({@link flashflow.flow.density.Adam}), and the model around it ({@link flashflow.flow.density.DensityModel}).
 */
package flashflow.flow.density;
