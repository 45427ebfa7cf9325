/** Charts as interactive figures of plotly.js and the pages around them. */
package flashflow.plots.plotly;
