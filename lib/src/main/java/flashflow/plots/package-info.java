/**
 * Figures from histories and samples: {@link flashflow.plots.Plots} has one call for each kind, {@link
 * flashflow.plots.Figure} shows and saves.
 *
 * <p>Every plot reduces its samples to histograms, profiles or curves and puts these into one description (a {@code Chart} of
 * {@code Panel}s of {@code Series}), which is read twice: by {@code ChartPainter} for the static picture (SVG or PNG) and by
 * {@code PlotlyScript} for the interactive one. The size of a figure does not depend on the number of rows.
 */
package flashflow.plots;
