/** What samples become before they are drawn: histograms, profiles, contours and curves, with weights. */
package flashflow.plots.reduction;
