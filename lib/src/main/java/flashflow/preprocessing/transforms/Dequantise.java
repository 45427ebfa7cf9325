package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;
import flashflow.data.Normal;
import java.util.List;

/**
 * Adds noise to a column of few allowed values, so that it has a density; the inverse is the nearest allowed value.
 *
 * @param noise shape of the noise
 * @param width standard deviation of gaussian noise, or full width of uniform noise around the value; positive
 * @param allowed the allowed values in rising order; empty for all whole numbers
 */
public record Dequantise(Shape noise, double width, List<Double> allowed) implements Transform {
    private static final double SAME = 1e-6;

    /** Shape of the noise. */
    public enum Shape {
        /** Normal, mean 0, standard deviation = width. */
        GAUSSIAN,
        /** Uniform in [-width/2, width/2). */
        UNIFORM
    }

    /** Checks the width and the order of the allowed values. */
    public Dequantise {
        allowed = List.copyOf(allowed);
        if (!(width > 0) || !Double.isFinite(width)) {
            throw new FlashFlowException("Dequantisation needs a width > 0, not " + width + ".");
        }
        for (int i = 1; i < allowed.size(); i++) {
            if (!(allowed.get(i - 1) < allowed.get(i))) {
                throw new FlashFlowException("The allowed values " + allowed + " of a dequantisation have to rise.");
            }
        }
    }

    /** Gaussian noise of standard deviation {@code width}. */
    public static Dequantise gaussian(double width, double... allowed) {
        return new Dequantise(Shape.GAUSSIAN, width, Numbers.list(allowed));
    }

    /** Uniform noise of full width {@code width} around each value. */
    public static Dequantise uniform(double width, double... allowed) {
        return new Dequantise(Shape.UNIFORM, width, Numbers.list(allowed));
    }

    @Override
    public void forward(double[] x, int n, Rows rows) {
        for (int i = 0; i < n; i++) {
            x[i] += width * (noise == Shape.GAUSSIAN ? rows.gaussian(i) : rows.uniform(i) - 0.5);
        }
    }

    @Override
    public void inverse(double[] y, int n) {
        double[] values = allowed.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < n; i++) {
            y[i] = Double.isFinite(y[i]) ? nearest(y[i], values) : Double.NaN;
        }
    }

    /** Nothing to add: noise only shifts. */
    @Override
    public void addLogDerivatives(double[] x, int n, double[] sums) {}

    @Override
    public boolean isNoisy() {
        return true;
    }

    /** Uniform noise tells the probability of a value only where it fills just what comes back as the value. */
    @Override
    public String whyNoDensity() {
        boolean fills = noise == Shape.GAUSSIAN || allowed.isEmpty() && width == 1;
        return fills
                ? ""
                : "adds uniform noise that does not fill just what is rounded to a value; use Discrete instead";
    }

    /** Minus the log-density of the noise, where y is rounded back to x; what came before is forgotten. */
    @Override
    public void addContributions(double[] x, double[] y, int n, double[] sums) {
        double[] values = allowed.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < n; i++) {
            boolean back = Math.abs(nearest(y[i], values) - x[i]) <= SAME && sums[i] != Double.NEGATIVE_INFINITY;
            sums[i] = back ? -logDensity(y[i] - x[i]) : Double.NEGATIVE_INFINITY;
        }
    }

    private double logDensity(double shift) {
        return (noise == Shape.GAUSSIAN ? Normal.logDensity(shift / width) : 0) - Math.log(width);
    }

    /** Marks the values that are not allowed. */
    public void markNotAllowed(double[] x, int n, boolean[] marks) {
        double[] values = allowed.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < n; i++) {
            marks[i] |= Math.abs(x[i] - nearest(x[i], values)) > SAME;
        }
    }

    private static double nearest(double y, double[] values) {
        if (values.length == 0) {
            return Math.rint(y);
        }
        int k = 0;
        while (k + 1 < values.length && y > 0.5 * (values[k] + values[k + 1])) {
            k++;
        }
        return values[k];
    }

    @Override
    public TransformKind kind() {
        return TransformKind.DEQUANTISE;
    }

    @Override
    public String formula() {
        String shape = noise == Shape.GAUSSIAN ? " N(0, 1)" : " U(-1/2, 1/2)";
        return "x + " + Numbers.shortest(width) + shape + ", back to "
                + (allowed.isEmpty() ? "whole numbers" : Numbers.join(allowed));
    }
}
