package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.preprocessing.transforms.Numbers;
import java.util.List;

/**
 * Writes a circular context column, such as an angle, as its cosine and its sine, which are near each other where the angles are,
 * also across the ends. The inverse is the angle of the two.
 *
 * @param low lower end of the values, such as -pi
 * @param high upper end, the same point of the circle
 */
record SineCosine(double low, double high) implements Expansion {
    SineCosine {
        if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new FlashFlowException(
                    "A circular column needs finite ends low < high, not " + low + " and " + high + ".");
        }
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public boolean takes(double x) {
        return Double.isFinite(x);
    }

    /** Radians for each unit of the column. */
    double frequency() {
        return 2 * Math.PI / (high - low);
    }

    @Override
    public void write(double[] x, int n, float[] into, int offset, int stride) {
        for (int i = 0; i < n; i++) {
            into[offset + i * stride] = (float) Math.cos(frequency() * x[i]);
            into[offset + i * stride + 1] = (float) Math.sin(frequency() * x[i]);
        }
    }

    @Override
    public void read(float[] from, int offset, int stride, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            double angle = Math.atan2(from[offset + i * stride + 1], from[offset + i * stride]) / frequency();
            double turns = Math.floor((angle - low) / (high - low));
            x[i] = angle - turns * (high - low);
        }
    }

    @Override
    public List<String> names(String column) {
        return List.of("cos(" + column + ")", "sin(" + column + ")");
    }

    @Override
    public String formula() {
        return "cosine and sine of the circle from " + Numbers.shortest(low) + " to " + Numbers.shortest(high);
    }
}
