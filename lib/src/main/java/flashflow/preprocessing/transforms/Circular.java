package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * Cuts a circle open, such as an angle: y is the way from the cut, in [0, period), in data units. To be followed by {@code
 * Bounded.of(0, period)}: then nothing lies outside, every point of the circle has one image, and the density is that of the flow
 * without a sum over turns; a periodic spline would need another base distribution and kernels of its own. Only at the cut the
 * density need not be continuous, so that it belongs where the data are least dense. As context an angle is better its cosine and
 * sine, which know no cut, but of which a target would have two where it has one degree of freedom.
 *
 * @param low lower end of the values, such as -pi
 * @param high upper end, the same point of the circle
 * @param cut where it is cut open, in [low, high)
 */
public record Circular(double low, double high, double cut) implements Pointwise {
    /** Checks the order. */
    public Circular {
        if (!(low <= cut && cut < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new FlashFlowException("A circular column needs finite ends low <= cut < high, not " + low + ", "
                    + cut + " and " + high + ".");
        }
    }

    private double period() {
        return high - low;
    }

    /** Values beyond the ends, unless by rounding to float32, have no image. */
    @Override
    public double forward(double x) {
        if (!(x >= Math.min(low, (float) low) && x <= Math.max(high, (float) high))) {
            return Double.NaN;
        }
        double way = x - cut;
        return Math.min(way < 0 ? way + period() : way, period());
    }

    @Override
    public double inverse(double y) {
        if (!(y >= 0 && y <= period())) {
            return Double.NaN;
        }
        double x = y + cut;
        return x >= high ? Math.max(low, x - period()) : x;
    }

    @Override
    public double logDerivative(double x) {
        return 0;
    }

    @Override
    public TransformKind kind() {
        return TransformKind.CIRCULAR;
    }

    @Override
    public String formula() {
        return "circle from " + Numbers.shortest(low) + " to " + Numbers.shortest(high) + ", cut at "
                + Numbers.rounded(cut);
    }
}
