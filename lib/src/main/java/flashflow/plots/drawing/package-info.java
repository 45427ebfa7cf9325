/**
 * One description of a figure, drawn twice: a {@link flashflow.plots.drawing.Chart} of panels of series becomes a static
 * picture (SVG or PNG) or a script for Plotly. Nothing here knows samples or histories.
 */
package flashflow.plots.drawing;
