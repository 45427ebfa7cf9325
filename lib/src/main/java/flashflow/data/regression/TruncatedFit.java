package flashflow.data.regression;

import flashflow.data.Normal;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * Truncated regression (Hausman and Wise, Econometrica 45, 1977): the places v in (0, 1) of a target as drawn from N(m, s) truncated to
 * (0, 1), with m linear in the context, by the greatest likelihood under a ridge. In Olsen's numbers (Econometrica 46, 1978), gamma = 1 / s
 * and delta = m / s, found by Newton's method, damped where a step would not help.
 */
final class TruncatedFit {
    private static final int STEPS = 60;
    /** Rows that begin. */
    private static final int FIRST = 4096;
    /** In nats a row. */
    private static final double ENOUGH = 1e-9;

    private static final double LEAST_DAMPING = 1e-9;
    private static final double MOST_DAMPING = 1e9;
    private static final double LEAST_GAMMA = 0.1;

    private final double[][] context;
    private final double[] places;
    private final double[] weights;
    private final double ridge;
    private final int width;

    /**
     * What it is to be fitted to.
     *
     * @param context columns of mean 0 and deviation 1 of each row, the first one being 1
     * @param places in (0, 1)
     * @param weights of the rows
     * @param ridge on the weights of the columns but the first, in deviations
     */
    TruncatedFit(double[][] context, double[] places, double[] weights, double ridge) {
        this.context = context;
        this.places = places;
        this.weights = weights;
        this.ridge = ridge;
        this.width = context[0].length;
    }

    /** delta for each column, then gamma; null where no law of a deviation below {@code 1 / LEAST_GAMMA} fits. */
    double[] numbers() {
        double[] found = start();
        if (places.length > 2 * FIRST) {
            found = climb(found, places.length / FIRST);
        }
        found = climb(found, 1);
        return found[width] > LEAST_GAMMA && Arrays.stream(found).allMatch(Double::isFinite) ? found : null;
    }

    private double[] start() {
        double sum = 0;
        double squares = 0;
        double total = 0;
        for (int i = 0; i < places.length; i++) {
            total += weights[i];
            sum += weights[i] * places[i];
            squares += weights[i] * places[i] * places[i];
        }
        double mean = sum / total;
        double[] start = new double[width + 1];
        start[width] = 1 / Math.sqrt(Math.max(1e-12, squares / total - mean * mean));
        start[0] = mean * start[width];
        return start;
    }

    /** With every so many of the rows. */
    private double[] climb(double[] from, int every) {
        var at = new Likelihood(from, every);
        double damping = 1e-3;
        for (int step = 0; step < STEPS && damping < MOST_DAMPING; step++) {
            double[] next = at.step(damping);
            var tried = next != null && next[width] > 0 ? new Likelihood(next, every) : null;
            if (tried == null || !(tried.value > at.value)) {
                damping *= 10;
                continue;
            }
            boolean over = tried.value - at.value < ENOUGH;
            at = tried;
            damping = Math.max(LEAST_DAMPING, damping / 10);
            if (over) {
                break;
            }
        }
        return at.numbers;
    }

    /** Mean of the rows less the ridge, in nats, with its derivatives. */
    private final class Likelihood {
        private final double[] numbers;
        private double value;
        private double total;
        private final double[] gradient = new double[width + 1];
        /** Less than nothing in all directions, at and below the diagonal. */
        private final double[][] curvature = new double[width + 1][width + 1];

        Likelihood(double[] numbers, int every) {
            this.numbers = numbers;
            for (int i = 0; i < places.length; i += every) {
                add(context[i], places[i], weights[i]);
            }
            scale();
            for (int c = 1; c < width; c++) {
                value -= 0.5 * ridge * numbers[c] * numbers[c];
                gradient[c] -= ridge * numbers[c];
                curvature[c][c] -= ridge;
            }
        }

        private void add(double[] y, double v, double weight) {
            double gamma = numbers[width];
            double delta = 0;
            for (int c = 0; c < width; c++) {
                delta += numbers[c] * y[c];
            }
            var ends = Ends.of(-delta, gamma - delta);
            double b = gamma * v - delta;
            value += weight * (Math.log(gamma) + Normal.logDensity(b) - ends.logMass);
            double low = -ends.low * (ends.low - ends.from);
            double high = -ends.high * (ends.high + ends.to);
            double both = ends.low * ends.high;
            double first = weight * (b + ends.high - ends.low);
            double second = -weight * (1 + low + 2 * both + high);
            double mixed = weight * (v + both + high);
            double[] last = curvature[width];
            for (int c = 0; c < width; c++) {
                gradient[c] += first * y[c];
                last[c] += mixed * y[c];
                double scaled = second * y[c];
                for (int d = 0; d <= c; d++) {
                    curvature[c][d] += scaled * y[d];
                }
            }
            gradient[width] += weight * (1 / gamma - v * b - ends.high);
            last[width] -= weight * (1 / (gamma * gamma) + v * v + high);
            total += weight;
        }

        private void scale() {
            value /= total;
            for (int c = 0; c <= width; c++) {
                gradient[c] /= total;
                for (int d = 0; d <= c; d++) {
                    curvature[c][d] /= total;
                }
            }
        }

        /** Newton's, with so much of the diagonal added; null where there is none. */
        private double[] step(double damping) {
            var matrix = new Array2DRowRealMatrix(width + 1, width + 1);
            for (int c = 0; c <= width; c++) {
                for (int d = 0; d <= c; d++) {
                    matrix.setEntry(c, d, -curvature[c][d]);
                    matrix.setEntry(d, c, -curvature[c][d]);
                }
                matrix.addToEntry(c, c, damping * Math.max(1e-6, -curvature[c][c]));
            }
            try {
                var move = new LUDecomposition(matrix).getSolver().solve(new ArrayRealVector(gradient));
                return new ArrayRealVector(numbers).add(move).toArray();
            } catch (SingularMatrixException e) {
                return null;
            }
        }
    }

    /**
     * A stretch of N(0, 1).
     *
     * @param from its lower end
     * @param to its upper end
     * @param logMass log of the share in it
     * @param low density at the lower end over that share
     * @param high the same of the upper end
     */
    private record Ends(double from, double to, double logMass, double low, double high) {
        static Ends of(double from, double to) {
            if (to < 0) {
                var mirrored = of(-to, -from);
                return new Ends(from, to, mirrored.logMass, mirrored.high, mirrored.low);
            } else if (from > 0) {
                return above(from, to);
            }
            double mass = Normal.between(from, to);
            return new Ends(from, to, Math.log(mass), density(from) / mass, density(to) / mass);
        }

        /** Far above 0, where the densities vanish and their ratios do not. */
        private static Ends above(double from, double to) {
            double fall = Math.exp(0.5 * (from - to) * (from + to));
            double ratio = mills(from) - mills(to) * fall;
            double logMass = Normal.logDensity(from) + Math.log(ratio);
            return new Ends(from, to, logMass, 1 / ratio, fall / ratio);
        }

        private static double mills(double x) {
            return Math.sqrt(Math.PI / 2) * Erfcx.value(x / Math.sqrt(2));
        }

        private static double density(double x) {
            return Math.exp(Normal.logDensity(x));
        }
    }
}
