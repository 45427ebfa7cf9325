package flashflow.plots.reduction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins short pieces that share end points into long lines. */
final class Polylines {
    private record Point(double x, double y) {}

    private final Map<Point, Deque<double[]>> ends = new HashMap<>();

    private Polylines(Collection<double[]> pieces) {
        for (double[] piece : pieces) {
            ends.computeIfAbsent(start(piece), p -> new ArrayDeque<>()).add(piece);
            ends.computeIfAbsent(end(piece), p -> new ArrayDeque<>()).add(piece);
        }
    }

    /**
     * @param pieces (x1, y1, x2, y2) each
     * @return x (row 0) and y (row 1), NaN between lines
     */
    static double[][] joined(List<double[]> pieces) {
        var lines = new Polylines(pieces);
        var points = new ArrayList<Point>();
        for (double[] piece : pieces) {
            if (lines.take(piece)) {
                lines.follow(piece, points);
                points.add(new Point(Double.NaN, Double.NaN));
            }
        }
        return new double[][] {
            points.stream().mapToDouble(Point::x).toArray(),
            points.stream().mapToDouble(Point::y).toArray()
        };
    }

    private void follow(double[] first, List<Point> points) {
        points.add(start(first));
        Point at = end(first);
        while (at != null) {
            points.add(at);
            at = next(at);
        }
    }

    /** The other end of a piece that begins or ends here, which is used up by this; null if there is none. */
    private Point next(Point at) {
        var here = ends.get(at);
        if (here == null || here.isEmpty()) {
            return null;
        }
        double[] piece = here.peek();
        take(piece);
        return start(piece).equals(at) ? end(piece) : start(piece);
    }

    private boolean take(double[] piece) {
        ends.get(end(piece)).remove(piece);
        return ends.get(start(piece)).remove(piece) || start(piece).equals(end(piece));
    }

    private static Point start(double[] piece) {
        return new Point(piece[0], piece[1]);
    }

    private static Point end(double[] piece) {
        return new Point(piece[2], piece[3]);
    }
}
