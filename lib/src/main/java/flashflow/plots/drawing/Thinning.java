package flashflow.plots.drawing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A curve by the points that a screen can show. Of a long one along x, each stretch keeps its first, lowest, highest and last point,
 * so that no peak is lost, and one gap where it has any. A contour, which turns back, keeps what it needs to be the same within a
 * fifth of a pixel (Douglas and Peucker, Cartographica 10 (1973) 112).
 */
public final class Thinning {
    /** A curve along x of at most so many points is drawn as it is. */
    public static final int MOST = 2000;

    private static final int STRETCHES = MOST / 4;
    /** In pixels. */
    private static final double TOLERANCE = 0.2;

    private final double[] x;
    private final double[] y;
    private final BitSet kept = new BitSet();

    private Thinning(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /** The series itself where there is nothing to leave out. */
    public static Series of(Series series, Panel panel) {
        if (series.shape() != Series.Shape.LINE) {
            return series;
        }
        boolean along = Chart.runsAlongX(series);
        if (along ? series.x().length <= MOST : series.style().marker() > 0) {
            return series;
        }
        var thinning = along ? new Thinning(series.x(), series.y()) : inPixels(series, panel);
        return thinning.keep(along).of(series);
    }

    private static Thinning inPixels(Series series, Panel panel) {
        return new Thinning(
                Arrays.stream(series.x()).map(panel::pixelX).toArray(),
                Arrays.stream(series.y()).map(panel::pixelY).toArray());
    }

    private Series of(Series series) {
        return series.at(
                kept.stream().mapToDouble(i -> series.x()[i]).toArray(),
                kept.stream().mapToDouble(i -> series.y()[i]).toArray());
    }

    private Thinning keep(boolean along) {
        if (along) {
            for (int stretch = 0; stretch < STRETCHES; stretch++) {
                keepStretch((int) ((long) y.length * stretch / STRETCHES), (int)
                        ((long) y.length * (stretch + 1) / STRETCHES));
            }
        } else {
            keepLines();
        }
        return this;
    }

    private void keepStretch(int from, int to) {
        int lowest = from;
        int highest = from;
        int gap = from;
        for (int i = from; i < to; i++) {
            if (Double.isNaN(y[i])) {
                gap = i;
            } else {
                lowest = y[i] < y[lowest] || Double.isNaN(y[lowest]) ? i : lowest;
                highest = y[i] > y[highest] || Double.isNaN(y[highest]) ? i : highest;
            }
        }
        List.of(from, lowest, highest, gap, to - 1).forEach(kept::set);
    }

    /** Line by line, from gap to gap. */
    private void keepLines() {
        int from = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i == x.length || Double.isNaN(x[i]) || Double.isNaN(y[i])) {
                keepLine(from, i - 1);
                from = i + 1;
                kept.set(Math.min(i, x.length - 1));
            }
        }
    }

    private void keepLine(int first, int last) {
        var parts = new ArrayDeque<int[]>();
        parts.push(new int[] {first, last});
        while (!parts.isEmpty()) {
            int[] part = parts.pop();
            int farthest = farthest(part[0], part[1]);
            if (part[0] <= part[1]) {
                kept.set(part[0]);
                kept.set(part[1]);
            }
            if (farthest >= 0) {
                parts.push(new int[] {part[0], farthest});
                parts.push(new int[] {farthest, part[1]});
            }
        }
    }

    /** The point between two others that lies farthest from their line; -1 where all lie on it. */
    private int farthest(int first, int last) {
        int found = -1;
        double most = TOLERANCE;
        for (int i = first + 1; i < last; i++) {
            double distance = distance(i, first, last);
            if (distance > most) {
                most = distance;
                found = i;
            }
        }
        return found;
    }

    private double distance(int i, int first, int last) {
        double dx = x[last] - x[first];
        double dy = y[last] - y[first];
        double length = Math.hypot(dx, dy);
        return length == 0
                ? Math.hypot(x[i] - x[first], y[i] - y[first])
                : Math.abs(dy * (x[i] - x[first]) - dx * (y[i] - y[first])) / length;
    }
}
