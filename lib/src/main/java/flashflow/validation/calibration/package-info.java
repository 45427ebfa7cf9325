/**
 * Are posteriors as wide as they say, and where they say? Ranks of the truth among draws for the same context, of each target
 * (simulation-based calibration) and of all together (TARP), which are uniform for an exact posterior; each beside what chance
 * allows, and in bins of the context.
 */
package flashflow.validation.calibration;
