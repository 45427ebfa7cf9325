package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.samples.Samples;
import flashflow.plots.style.FigureStyle;
import flashflow.posterior.PosteriorDraws;
import flashflow.training.TrainingRun;
import flashflow.validation.FoldHistogram;
import flashflow.validation.calibration.CalibrationCheck;
import flashflow.validation.calibration.CalibrationReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * One call for each plot. Samples are tables with one row per object; a column is named in full or by the part after its
 * prefix ({@code "ptRatio"} for {@code MJet_ptRatio}). Missing and infinite values are left out. Every method throws
 * {@link flashflow.FlashFlowException} with one sentence for an unknown column, an empty table, a constant column, or one
 * without finite values; a page of several columns draws a constant one as a single bin.
 *
 * <p>Two samples are a reference and another one; {@link Samples} has more of them, with names, colours, weights and cuts.
 */
public final class Plots {
    private static volatile FigureStyle style = FigureStyle.defaults();

    private Plots() {}

    /** How figures look that are made from now on, unless they are told otherwise: sizes, colours, labels. */
    public static void style(FigureStyle forAll) {
        style = forAll;
    }

    /** How figures look unless they are told otherwise. */
    public static FigureStyle style() {
        return style;
    }

    /**
     * Several figures in rows as one, to be shown and saved together; the style's width and height are those of the whole.
     *
     * @param columns how many stand in a row
     * @param figures none of them a grid
     */
    public static Figure grid(int columns, Figure... figures) {
        return Figure.grid(columns, List.of(figures));
    }

    /**
     * Training and validation NLL (raw, averaged over the last 5 epochs, and of the averaged weights) against the epoch, over
     * the learning rate.
     *
     * @param history columns {@code epoch, lr, training_nll, validation_nll, validation_nll_avg5, ema_nll}; those that are
     *     absent, or hold no value yet, are left out
     */
    public static Figure loss(Table history) {
        return new Figure(LossPlot.of(history));
    }

    /** {@link #loss(Map)} of trainings, which are called {@code run 1}, {@code run 2} and so on. */
    public static Figure loss(TrainingRun first, TrainingRun second, TrainingRun... more) {
        var all = Stream.concat(Stream.of(first, second), Stream.of(more)).toList();
        return loss(LossesPlot.named(all));
    }

    /** {@link #loss(Map, PlotOptions)} with the default options. */
    public static Figure loss(Map<String, Table> histories) {
        return loss(histories, PlotOptions.defaults());
    }

    /**
     * The losses of several trainings on one axis, over their learning rates: of each the validation NLL, averaged over the last 5
     * epochs, or what its history has instead.
     *
     * @param histories 1 to 14 tables as in {@link #loss(Table)}, by the names in the legend, in the order of the map (a {@link
     *     java.util.LinkedHashMap} keeps that in which it was filled)
     * @param options with a logarithmic vertical axis the NLL minus the lowest of all is drawn
     */
    public static Figure loss(Map<String, Table> histories, PlotOptions options) {
        var plot = new LossesPlot(histories, options);
        return new Figure(options.logY() ? plot.above(plot.best(), "best") : plot.chart());
    }

    /**
     * How far the losses of several trainings are above the lowest that there can be, on a logarithmic axis.
     *
     * @param optimum known NLL of the validation rows, in nats, such as a toy's
     * @param histories as in {@link #loss(Map, PlotOptions)}
     */
    public static Figure lossAbove(double optimum, Map<String, Table> histories) {
        if (!Double.isFinite(optimum)) {
            throw new FlashFlowException("An optimum of " + optimum + " is none; give a finite NLL in nats.");
        }
        return new Figure(new LossesPlot(histories, PlotOptions.defaults()).above(optimum, "optimum"));
    }

    /**
     * The learning rate of each epoch.
     *
     * @param rates one rate for each epoch, from the first, 0 or above
     */
    public static Figure schedule(double[] rates) {
        return schedule(rates, 1);
    }

    /**
     * The learning rate at several moments of each epoch.
     *
     * @param rates from the start of the first epoch on, 0 or above
     * @param perEpoch how many rates belong to one epoch, at least 1
     */
    public static Figure schedule(double[] rates, int perEpoch) {
        if (perEpoch < 1) {
            throw new FlashFlowException(
                    "A schedule with " + perEpoch + " rates for each epoch cannot be plotted; give at least 1.");
        }
        return new Figure(SchedulePlot.of(rates, perEpoch));
    }

    /** {@link #distribution(String, Table, Table, PlotOptions)} with the default options. */
    public static Figure distribution(String column, Table reference, Table sample) {
        return distribution(column, reference, sample, PlotOptions.defaults());
    }

    /**
     * One column of two samples: fractions per bin with statistical errors, their ratio below, and the Wasserstein-1
     * distance (of all finite values, those outside the range too) in the legend.
     */
    public static Figure distribution(String column, Table reference, Table sample, PlotOptions options) {
        return new Figure(
                new DistributionPlot(column, DrawnSample.compared(reference, sample, options), options).chart());
    }

    /** {@link #distribution(String, Samples, PlotOptions)} with the default options. */
    public static Figure distribution(String column, Samples samples) {
        return distribution(column, samples, PlotOptions.defaults());
    }

    /**
     * One column of several samples: fractions per bin, their ratios to the reference below, and the Wasserstein-1 distances to
     * it in the legend. The spread of an ensemble's members or of folds is a band.
     */
    public static Figure distribution(String column, Samples samples, PlotOptions options) {
        return new Figure(new DistributionPlot(column, DrawnSample.of(samples), options).chart());
    }

    /** All numeric columns of the reference in a grid of small panels, each with its Wasserstein-1 distance. */
    public static Figure distributions(Table reference, Table sample) {
        return distributions(DistributionsPlot.shared(reference, sample), reference, sample);
    }

    /** The named columns in a grid of small panels, each with its Wasserstein-1 distance. */
    public static Figure distributions(List<String> columns, Table reference, Table sample) {
        return distributions(columns, reference, sample, PlotOptions.defaults());
    }

    /** The named columns in a grid of small panels, each with its Wasserstein-1 distance. */
    public static Figure distributions(List<String> columns, Table reference, Table sample, PlotOptions options) {
        return new Figure(DistributionsPlot.of(columns, DrawnSample.compared(reference, sample, options), options));
    }

    /** All numeric columns of the reference of several samples in a grid of small panels, with their distances to it. */
    public static Figure distributions(Samples samples) {
        return distributions(DistributionsPlot.shared(samples), samples, PlotOptions.defaults());
    }

    /** The named columns of several samples in a grid of small panels, with their distances to the reference. */
    public static Figure distributions(List<String> columns, Samples samples, PlotOptions options) {
        return new Figure(DistributionsPlot.of(columns, DrawnSample.of(samples), options));
    }

    /** {@link #contours(String, String, Table, Table, PlotOptions)} with the default options. */
    public static Figure contours(String x, String y, Table reference, Table sample) {
        return contours(x, y, reference, sample, PlotOptions.defaults());
    }

    /**
     * Two columns of two samples as contours of equal density, which hold 0.5, 0.9 and 0.99 of each sample. Densities are
     * histograms smoothed by a Gaussian of about one cell; {@code bins} sets the cells along either axis (60).
     */
    public static Figure contours(String x, String y, Table reference, Table sample, PlotOptions options) {
        return new Figure(new ContourPlot(
                        x, y, DrawnSample.compared(reference, sample, options), ContourPlot.SHARES, options, false)
                .chart());
    }

    /** The same contours of several samples. */
    public static Figure contours(String x, String y, Samples samples) {
        return contours(x, y, samples, PlotOptions.defaults());
    }

    /** The same contours of several samples. */
    public static Figure contours(String x, String y, Samples samples, PlotOptions options) {
        return new Figure(new ContourPlot(x, y, DrawnSample.of(samples), ContourPlot.SHARES, options, false).chart());
    }

    /**
     * Contours of each column against each other, as {@link #contours}, with the distributions on the diagonal.
     *
     * @param columns 2 to 8 names
     */
    public static Figure corner(List<String> columns, Table reference, Table sample) {
        return corner(columns, reference, sample, PlotOptions.defaults());
    }

    /**
     * Contours of each column against each other, as {@link #contours}, with the distributions on the diagonal.
     *
     * @param columns 2 to 8 names
     */
    public static Figure corner(List<String> columns, Table reference, Table sample, PlotOptions options) {
        return new Figure(CornerPlot.compared(columns, DrawnSample.compared(reference, sample, options), options));
    }

    /** The same of several samples, with their distances to the reference above the diagonal. */
    public static Figure corner(List<String> columns, Samples samples) {
        return corner(columns, samples, PlotOptions.defaults());
    }

    /** The same of several samples, with their distances to the reference above the diagonal. */
    public static Figure corner(List<String> columns, Samples samples, PlotOptions options) {
        return new Figure(CornerPlot.compared(columns, DrawnSample.of(samples), options));
    }

    /** {@link #corner(PosteriorDraws, Map)} where the truth is not known. */
    public static Figure corner(PosteriorDraws draws) {
        return corner(draws, Map.of());
    }

    /**
     * All targets of a posterior against each other, with median and central 68 % above the diagonal; see {@link
     * #corner(List, Map, Map)}.
     *
     * @param draws of at most 8 targets
     * @param truth values of some or all targets, by name
     */
    public static Figure corner(PosteriorDraws draws, Map<String, ? extends Number> truth) {
        return corner(draws.table().columnNames(), Map.of("posterior", draws.table()), truth);
    }

    /** {@link #corner(List, Map, Map, PlotOptions)} with the default options. */
    public static Figure corner(List<String> columns, Map<String, Table> samples, Map<String, ? extends Number> truth) {
        return corner(columns, samples, truth, PlotOptions.defaults());
    }

    /**
     * Contours that hold 68 % and 95 % of each sample, each column against each other, with the distributions on the diagonal and
     * dashed lines at the truth.
     *
     * @param columns 1 to 8 names
     * @param samples 1 to 7 tables by the names in the legend, in the order of the map (a {@link java.util.LinkedHashMap} keeps
     *     that in which it was filled)
     * @param truth values of some or all columns, by name; empty for none
     */
    public static Figure corner(
            List<String> columns,
            Map<String, Table> samples,
            Map<String, ? extends Number> truth,
            PlotOptions options) {
        return new Figure(new PosteriorPlot(columns, samples, truth, options).chart());
    }

    /**
     * Where the truth lies among the draws, for each target and all together: flat for an exact posterior, a valley where it is too
     * narrow, a hill where it is too wide, a slope where it is shifted. Heights are relative to flat ones; what the report flags is
     * red.
     */
    public static Figure ranks(CalibrationReport report) {
        return new Figure(RanksPlot.ofTargets(report));
    }

    /** The same for one target, in all rows and in each bin of the context. */
    public static Figure ranks(CalibrationReport report, String target) {
        return new Figure(RanksPlot.ofContexts(report, target));
    }

    /** {@link #coverage(CalibrationReport, String)} of all targets together, by TARP. */
    public static Figure coverage(CalibrationReport report) {
        return coverage(report, CalibrationCheck.JOINT);
    }

    /**
     * The share of truths against the share of draws below it (of all targets together: closer to a random point), and the
     * difference of both with the band in which chance leaves it; in all rows and in each bin of the context.
     *
     * @param target its full name, the end of it, or {@link CalibrationCheck#JOINT}
     */
    public static Figure coverage(CalibrationReport report, String target) {
        return new Figure(new CoveragePlot(report, target).chart());
    }

    /** {@link #profile(String, String, Table, Table, Table, PlotOptions)} with the default options. */
    public static Figure profile(String target, String contextColumn, Table context, Table reference, Table sample) {
        return profile(target, contextColumn, context, reference, sample, PlotOptions.defaults());
    }

    /**
     * Mean of a target, and below it its RMS about the mean, in bins of a context column with equally many rows (12, unless
     * a range is given).
     *
     * @param context one row for each row of both samples
     * @param reference targets of the reference
     * @param sample targets generated from the same context
     */
    public static Figure profile(
            String target, String contextColumn, Table context, Table reference, Table sample, PlotOptions options) {
        return new Figure(new ProfilePlot(
                        target, contextColumn, Columns.withContext(context, reference, sample, options), options)
                .chart());
    }

    /** {@link #profile(String, String, Samples, PlotOptions)} with the default options. */
    public static Figure profile(String target, String contextColumn, Samples samples) {
        return profile(target, contextColumn, samples, PlotOptions.defaults());
    }

    /**
     * The same of several samples; of an ensemble or of folds the mean, with the spread of the members as errors.
     *
     * @param samples with the context column among their own or in {@link Samples#context}
     */
    public static Figure profile(String target, String contextColumn, Samples samples, PlotOptions options) {
        return new Figure(new ProfilePlot(target, contextColumn, DrawnSample.of(samples), options).chart());
    }

    /** {@link #byFlavour(String, String, Table, Table, Table, PlotOptions)} with a logarithmic vertical axis. */
    public static Figure byFlavour(String target, String flavourColumn, Table context, Table reference, Table sample) {
        return byFlavour(
                target,
                flavourColumn,
                context,
                reference,
                sample,
                PlotOptions.defaults().withLogY());
    }

    /**
     * One target, apart for b (5), c (4) and light jets, with the Wasserstein-1 distance of each in the legend.
     *
     * @param flavourColumn whole numbers, such as {@code MGenJet_hadronFlavour}
     * @param context one row for each row of both samples
     */
    public static Figure byFlavour(
            String target, String flavourColumn, Table context, Table reference, Table sample, PlotOptions options) {
        return new Figure(new FlavourPlot(target, flavourColumn, context, reference, sample, options).chart());
    }

    /** {@link #byFlavour(String, String, Samples, PlotOptions)} with a logarithmic vertical axis. */
    public static Figure byFlavour(String target, String flavourColumn, Samples samples) {
        return byFlavour(target, flavourColumn, samples, PlotOptions.defaults().withLogY());
    }

    /** The same of several samples, a panel for each flavour, with the distances to the reference above it. */
    public static Figure byFlavour(String target, String flavourColumn, Samples samples, PlotOptions options) {
        return new Figure(
                new FlavourPanels(FlavourSamples.of(target, flavourColumn, DrawnSample.of(samples)), options).chart());
    }

    /** {@link #roc(String, String, Table, Table, Table, PlotOptions)} with the default options. */
    public static Figure roc(String score, String flavourColumn, Table context, Table reference, Table sample) {
        return roc(score, flavourColumn, context, reference, sample, PlotOptions.defaults());
    }

    /**
     * ROC curves of a b tagger: efficiency for b jets against that for c and for light jets, on a logarithmic axis, with the
     * areas under the curves.
     *
     * @param score larger values mean b
     * @param flavourColumn whole numbers, such as {@code MGenJet_hadronFlavour}
     * @param context one row for each row of both samples
     */
    public static Figure roc(
            String score, String flavourColumn, Table context, Table reference, Table sample, PlotOptions options) {
        return new Figure(new RocPlot(score, flavourColumn, context, reference, sample, options).chart());
    }

    /** {@link #roc(String, String, Samples, PlotOptions)} with the default options. */
    public static Figure roc(String score, String flavourColumn, Samples samples) {
        return roc(score, flavourColumn, samples, PlotOptions.defaults());
    }

    /** The same of several samples, a panel for c and one for light jets. */
    public static Figure roc(String score, String flavourColumn, Samples samples, PlotOptions options) {
        return new Figure(
                new RocPanels(FlavourSamples.of(score, flavourColumn, DrawnSample.of(samples)), options).chart());
    }

    /** An oversampled sample with its errors by folds, and the relative errors below. */
    public static Figure oversampled(String column, FoldHistogram histogram) {
        return oversampled(column, histogram, PlotOptions.defaults());
    }

    /** An oversampled sample with its errors by folds, and the relative errors below. */
    public static Figure oversampled(String column, FoldHistogram histogram, PlotOptions options) {
        return oversampled(column, histogram.edges(), histogram.share(), histogram.error(), options);
    }

    /** {@link #oversampled(String, double[], double[], double[], PlotOptions)} with the default options. */
    public static Figure oversampled(String column, double[] edges, double[] values, double[] errors) {
        return oversampled(column, edges, values, errors, PlotOptions.defaults());
    }

    /**
     * A histogram from many folds of each object with its errors, and the relative errors below.
     *
     * @param column name for the axis
     * @param edges n + 1 rising edges
     * @param values n finite heights
     * @param errors n errors of the heights
     */
    public static Figure oversampled(
            String column, double[] edges, double[] values, double[] errors, PlotOptions options) {
        return new Figure(OversampledPlot.of(column, edges, values, errors, options));
    }

    /**
     * Curves over a common x, such as functions and their densities, with points on them or beside them.
     *
     * @param y title of the vertical axis
     * @param curves x in the first column, one curve in each of the others; its name becomes the title
     * @param points further tables of the same form whose values are marked and not joined, in the colour of the curve of the
     *     same name
     */
    public static Figure lines(String y, Table curves, Table... points) {
        return new Figure(new LinesPlot(y, curves, points).chart());
    }

    /** {@link #transformed(List, Table, Table, PlotOptions)} on linear axes. */
    public static Figure transformed(List<String> columns, Table raw, Table transformed) {
        return transformed(columns, raw, transformed, PlotOptions.defaults().names("raw", "transformed"));
    }

    /**
     * What a preprocessing makes of columns: each on the left as it was and on the right as it became, on axes of their own.
     *
     * @param raw the rows before
     * @param transformed the rows after, columns of the same names
     */
    public static Figure transformed(List<String> columns, Table raw, Table transformed, PlotOptions options) {
        return new Figure(new ShapesPlot(columns, raw, transformed, options).chart());
    }
}
