package flashflow.plots.drawing;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * A long curve by the points that a screen can show: of each stretch along x its first, lowest, highest and last point, so that
 * no peak is lost, and one gap where it has any.
 */
public final class Thinning {
    /** A curve of at most so many points is drawn as it is. */
    public static final int MOST = 2000;

    private static final int STRETCHES = MOST / 4;

    private Thinning() {}

    /** The series itself where it is short, no line, or turns back along x. */
    static Series of(Series series) {
        int n = series.x().length;
        if (series.shape() != Series.Shape.LINE || n <= MOST || !Chart.runsAlongX(series)) {
            return series;
        }
        int[] kept = kept(series.y());
        return series.at(
                Arrays.stream(kept).mapToDouble(i -> series.x()[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> series.y()[i]).toArray());
    }

    private static int[] kept(double[] y) {
        var kept = new TreeSet<Integer>();
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            int from = (int) ((long) y.length * stretch / STRETCHES);
            int to = (int) ((long) y.length * (stretch + 1) / STRETCHES);
            keep(kept, y, from, to);
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void keep(TreeSet<Integer> kept, double[] y, int from, int to) {
        int lowest = from;
        int highest = from;
        int gap = -1;
        for (int i = from; i < to; i++) {
            if (Double.isNaN(y[i])) {
                gap = i;
            } else {
                lowest = y[i] < y[lowest] || Double.isNaN(y[lowest]) ? i : lowest;
                highest = y[i] > y[highest] || Double.isNaN(y[highest]) ? i : highest;
            }
        }
        kept.addAll(java.util.List.of(from, lowest, highest, to - 1));
        if (gap >= 0) {
            kept.add(gap);
        }
    }
}
