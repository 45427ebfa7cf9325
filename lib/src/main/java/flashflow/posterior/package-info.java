/**
 * What one observation says of the targets: draws of p(targets | context) for one row of context, also within a region, with their
 * quantiles and regions of highest density, and the same for many rows at once. Sorted and counted draws, no densities of the flow:
 * whatever has been drawn can be asked.
 */
package flashflow.posterior;
