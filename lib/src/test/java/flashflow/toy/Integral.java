package flashflow.toy;

import java.util.function.DoubleUnaryOperator;

/** Integrals over the range of a density by the trapezoidal rule. */
final class Integral {
    private final double low;
    private final double high;
    private final int points;

    private Integral(double low, double high, int points) {
        this.low = low;
        this.high = high;
        this.points = points;
    }

    /** Covers all but about 1e-9 of the probability, found outwards from a point with the density's own integral. */
    static Integral over(Density density, double start, int points) {
        double low = start;
        for (double step = 1e-5; density.cdf(low) > 1e-9; step *= 1.3) {
            low = start - step;
        }
        double high = start;
        for (double step = 1e-5; density.cdf(high) < 1 - 1e-9; step *= 1.3) {
            high = start + step;
        }
        return new Integral(low, high, points);
    }

    double middle() {
        return (low + high) / 2;
    }

    Integral upTo(double end) {
        return new Integral(low, end, points);
    }

    double of(DoubleUnaryOperator f) {
        double step = (high - low) / points;
        double sum = (f.applyAsDouble(low) + f.applyAsDouble(high)) / 2;
        for (int i = 1; i < points; i++) {
            sum += f.applyAsDouble(low + i * step);
        }
        return sum * step;
    }
}
