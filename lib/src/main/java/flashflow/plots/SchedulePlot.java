package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import java.util.Arrays;
import java.util.List;

/** The learning rate of each epoch. */
final class SchedulePlot {
    private static final int HEIGHT = 320;
    private static final double DECADES_FOR_LOG = 1e3;

    private SchedulePlot() {}

    static Chart of(double[] rates, int perEpoch) {
        if (rates.length == 0) {
            throw new FlashFlowException(
                    "The schedule has no epochs, so there is nothing to plot; give at least one rate.");
        }
        if (Arrays.stream(rates).anyMatch(r -> !Double.isFinite(r) || r < 0)) {
            throw new FlashFlowException(
                    "The schedule holds a learning rate that is negative or not finite; plot rates of 0 or above.");
        }
        double[] epochs = epochs(rates.length, perEpoch);
        double last = epochs[epochs.length - 1];
        var style = rates.length <= 60 ? Style.joinedPoints(Palette.BLUE) : Style.line(Palette.BLUE);
        var line = Series.line("learning rate", epochs, rates, style).hiddenInLegend();
        double margin = Math.max(0.4, 0.015 * last);
        var x = Axis.linear("epoch", epochs[0] - margin, last + margin).wholeNumbers();
        var panel = Panel.of(Frames.single(List.of(), HEIGHT), x, axis(rates), List.of(line));
        return new Chart("Learning rate schedule", Frames.WIDTH, HEIGHT, List.of(panel), "");
    }

    /** Whole epochs count from 1; moments inside of epochs are progress, from 0. */
    private static double[] epochs(int count, int perEpoch) {
        return perEpoch == 1
                ? HistoryColumns.counted(count)
                : java.util.stream.IntStream.range(0, count)
                        .mapToDouble(i -> (double) i / perEpoch)
                        .toArray();
    }

    /** Linear from zero, unless all rates are positive and far apart. */
    static Axis axis(double[] rates) {
        double high = Arrays.stream(rates).filter(Double::isFinite).max().orElse(1);
        double low = Arrays.stream(rates).filter(r -> r > 0).min().orElse(0);
        boolean positive = Arrays.stream(rates).noneMatch(r -> r <= 0);
        if (positive && low > 0 && high / low > DECADES_FOR_LOG) {
            return Axis.logarithmic("learning rate", Math.max(low / 1.5, Double.MIN_VALUE), high * 1.5);
        }
        return Axis.linear("learning rate", 0, high > 0 ? 1.12 * high : 1);
    }
}
