package flashflow.flow;

import flashflow.FlashFlowException;
import java.util.Arrays;

/**
 * One monotonic rational-quadratic spline in double precision (Durkan et al. 2019, Neural Spline Flows, arXiv:1906.04032,
 * eqs. 4-8): it leads from (-B, -B) to (B, B) through K + 1 knots (x_k, y_k) with derivatives d_k, and is the identity outside.
 * For pictures and as a reference; a {@link SplineFlow} evaluates all its splines at once. Immutable.
 */
public final class RationalQuadraticSpline {
    /** Least share of the box that a bin takes, and least derivative: the defaults of {@link FlowConfig}. */
    private static final double LEAST = 1e-3;

    private final double bound;
    private final double[] x;
    private final double[] y;
    private final double[] d;

    private RationalQuadraticSpline(double bound, double[] x, double[] y, double[] d) {
        this.bound = bound;
        this.x = x;
        this.y = y;
        this.d = d;
    }

    /**
     * A spline from unconstrained numbers, as a flow's net gives them: a softmax makes widths and heights of them, a softplus
     * derivatives. Zeros give bins of equal size.
     *
     * @param tailBound B, above 0
     * @param widths K logits of the bins' widths, K at least 2
     * @param heights K logits of the bins' heights
     * @param derivatives K - 1 logits of the derivatives at the inner knots; at both ends the derivative is 1
     * @throws FlashFlowException if the lengths do not fit or a number is not finite
     */
    public static RationalQuadraticSpline of(
            double tailBound, double[] widths, double[] heights, double[] derivatives) {
        check(tailBound, widths, heights, derivatives);
        return new RationalQuadraticSpline(
                tailBound, edges(tailBound, widths), edges(tailBound, heights), slopes(derivatives));
    }

    private static void check(double bound, double[] widths, double[] heights, double[] derivatives) {
        int bins = widths.length;
        if (bins < 2 || bins * LEAST >= 1 || heights.length != bins || derivatives.length != bins - 1) {
            throw new FlashFlowException("A spline was given " + bins + " widths, " + heights.length + " heights and "
                    + derivatives.length + " derivatives; give K, K and K - 1, with K from 2 to 999.");
        }
        boolean finite = Arrays.stream(new double[][] {widths, heights, derivatives})
                .flatMapToDouble(Arrays::stream)
                .allMatch(Double::isFinite);
        if (!finite || !(bound > 0 && Double.isFinite(bound))) {
            throw new FlashFlowException(
                    "A spline was given a number that is not finite, or a tail bound that is not above 0.");
        }
    }

    private static double[] edges(double bound, double[] logits) {
        int bins = logits.length;
        double most = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(v -> Math.exp(v - most)).sum();
        double[] edges = new double[bins + 1];
        edges[0] = -bound;
        for (int k = 0; k < bins; k++) {
            double share = LEAST + (1 - LEAST * bins) * Math.exp(logits[k] - most) / sum;
            edges[k + 1] = edges[k] + 2 * bound * share;
        }
        edges[bins] = bound;
        return edges;
    }

    private static double[] slopes(double[] logits) {
        double[] d = new double[logits.length + 2];
        d[0] = d[d.length - 1] = 1;
        for (int k = 0; k < logits.length; k++) {
            // log(1 + e^v) without overflow
            d[k + 1] = LEAST + Math.max(logits[k], 0) + Math.log1p(Math.exp(-Math.abs(logits[k])));
        }
        return d;
    }

    /** z at x; x itself outside [-B, B]. */
    public double forward(double at) {
        if (outside(at)) {
            return at;
        }
        int k = bin(x, at);
        double xi = (at - x[k]) / width(k);
        double s = slope(k);
        double q = xi * (1 - xi);
        return y[k] + height(k) * (s * xi * xi + d[k] * q) / (s + (d[k] + d[k + 1] - 2 * s) * q);
    }

    /** x at z; z itself outside [-B, B]. */
    public double inverse(double at) {
        if (outside(at)) {
            return at;
        }
        int k = bin(y, at);
        double s = slope(k);
        double above = at - y[k];
        double m = above * (d[k] + d[k + 1] - 2 * s);
        double a = height(k) * (s - d[k]) + m;
        double b = height(k) * d[k] - m;
        double c = -s * above;
        // Durkan et al., eq. 29. It cancels where b < 0, which doubles bear; the float32 kernels take another form.
        return x[k] + width(k) * 2 * c / (-b - Math.sqrt(Math.max(0, b * b - 4 * a * c)));
    }

    /** dz/dx at x, above 0; 1 outside [-B, B]. */
    public double derivative(double at) {
        if (outside(at)) {
            return 1;
        }
        int k = bin(x, at);
        double xi = (at - x[k]) / width(k);
        double s = slope(k);
        double q = xi * (1 - xi);
        double root = s + (d[k] + d[k + 1] - 2 * s) * q;
        return s * s * (d[k + 1] * xi * xi + 2 * s * q + d[k] * (1 - xi) * (1 - xi)) / (root * root);
    }

    /** x_0 = -B to x_K = B, rising. */
    public double[] knotsX() {
        return x.clone();
    }

    /** y_0 = -B to y_K = B, rising. */
    public double[] knotsY() {
        return y.clone();
    }

    /** d_0 = 1 to d_K = 1, all above 0. */
    public double[] knotDerivatives() {
        return d.clone();
    }

    private boolean outside(double at) {
        return !(at >= -bound && at <= bound);
    }

    private static int bin(double[] edges, double at) {
        int found = Arrays.binarySearch(edges, at);
        return Math.min(found >= 0 ? found : -found - 2, edges.length - 2);
    }

    private double width(int k) {
        return x[k + 1] - x[k];
    }

    private double height(int k) {
        return y[k + 1] - y[k];
    }

    private double slope(int k) {
        return height(k) / width(k);
    }
}
