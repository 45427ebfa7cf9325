package flashflow.plots.probabilities;

import flashflow.plots.Figure;
import flashflow.plots.PlotOptions;
import flashflow.validation.probabilities.EfficiencyComparison;
import flashflow.validation.probabilities.ProbabilityReport;

/** Draws reports on probabilities. */
public final class ProbabilityPlots {
    private ProbabilityPlots() {}

    /**
     * Reliability diagram of class 1 of two, or of the first class of more: the share that occurred against the predicted probability,
     * below its difference to the diagonal, each bin with the band in which chance leaves it.
     */
    public static Figure reliability(ProbabilityReport report) {
        return reliability(report, report.reliabilities().get(0).k());
    }

    /**
     * The same of a class.
     *
     * @throws flashflow.FlashFlowException if the report does not have it
     */
    public static Figure reliability(ProbabilityReport report, int k) {
        return Figure.of(new ReliabilityPlot(report, report.reliability(k)).chart());
    }

    /** Efficiency of original and sample along a column with binomial errors, below the ratio of the two. */
    public static Figure efficiency(EfficiencyComparison comparison) {
        return efficiency(comparison, PlotOptions.defaults());
    }

    /** The same with title, names and unit of one's own. */
    public static Figure efficiency(EfficiencyComparison comparison, PlotOptions options) {
        return Figure.of(new EfficiencyPlot(comparison, options).chart());
    }
}
