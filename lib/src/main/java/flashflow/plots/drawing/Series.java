package flashflow.plots.drawing;

/**
 * One curve, histogram or set of points of a panel. NaN in {@code y} makes a gap.
 *
 * @param name what the legend and the hover label call it
 * @param shape how the numbers are to be read
 * @param x positions; for {@link Shape#STEPS} the n + 1 edges of the bins
 * @param y heights, as many as x; for {@link Shape#STEPS} n
 * @param errors half lengths of the vertical error bars, as many as y, or empty for none
 * @param edges the n + 1 edges of the bins that points or a band stand for, or empty where they stand for none
 * @param style colour, line, fill and markers
 * @param inLegend whether the legend names it
 * @param group series of one group are hidden and shown together by a click on the legend
 */
public record Series(
        String name,
        Shape shape,
        double[] x,
        double[] y,
        double[] errors,
        double[] edges,
        Style style,
        boolean inLegend,
        String group) {
    private static final double[] NONE = {};

    /** How the numbers of a series are to be read. */
    public enum Shape {
        /** A line through the points. */
        LINE,
        /** A histogram: x holds edges. */
        STEPS,
        /** Markers, each with its error bar. */
        POINTS,
        /** A closed outline, filled. */
        AREA
    }

    public static Series line(String name, double[] x, double[] y, Style style) {
        return new Series(name, Shape.LINE, x, y, NONE, NONE, style, true, name);
    }

    public static Series steps(String name, double[] edges, double[] heights, Style style) {
        return new Series(name, Shape.STEPS, edges, heights, NONE, NONE, style, true, name);
    }

    public static Series points(String name, double[] x, double[] y, double[] errors, Style style) {
        return new Series(name, Shape.POINTS, x, y, errors, NONE, style, true, name);
    }

    /** A band of half height {@code halves} around {@code heights}, constant within each bin. */
    public static Series band(String name, double[] edges, double[] heights, double[] halves, Style style) {
        int n = heights.length;
        double[] x = new double[4 * n];
        double[] y = new double[4 * n];
        for (int i = 0; i < n; i++) {
            double half = Double.isFinite(halves[i]) ? halves[i] : 0;
            int back = 4 * n - 1 - 2 * i;
            x[2 * i] = x[back] = edges[i];
            x[2 * i + 1] = x[back - 1] = edges[i + 1];
            y[2 * i] = y[2 * i + 1] = heights[i] + half;
            y[back] = y[back - 1] = heights[i] - half;
        }
        return new Series(name, Shape.AREA, x, y, NONE, edges, style, true, name);
    }

    /** The same curve through other points. */
    Series at(double[] otherX, double[] otherY) {
        return new Series(name, shape, otherX, otherY, errors, edges, style, inLegend, group);
    }

    public Series hiddenInLegend() {
        return new Series(name, shape, x, y, errors, edges, style, false, group);
    }

    public Series grouped(String group) {
        return new Series(name, shape, x, y, errors, edges, style, inLegend, group);
    }

    /** Points that stand for bins. */
    public Series inBins(double[] binEdges) {
        return new Series(name, shape, x, y, errors, binEdges, style, inLegend, group);
    }

    Series styled(Style other) {
        return new Series(name, shape, x, y, errors, edges, other, inLegend, group);
    }

    public boolean hasErrors() {
        return errors.length > 0;
    }
}
