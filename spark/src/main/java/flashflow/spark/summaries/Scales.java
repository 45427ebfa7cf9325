package flashflow.spark.summaries;

import flashflow.data.Moments;
import java.io.Serializable;

/**
 * What columns are counted from and in, so that sums of squares lose no digits.
 *
 * @param centre near the mean
 * @param scale a power of two near the standard deviation
 */
public record Scales(double[] centre, double[] scale) implements Serializable {
    /** By the moments of some rows. */
    public static Scales of(Moments[] looked) {
        double[] centre = new double[looked.length];
        double[] scale = new double[looked.length];
        for (int c = 0; c < looked.length; c++) {
            double deviation = looked[c].deviation();
            centre[c] = looked[c].isConstant() ? looked[c].min() : looked[c].mean();
            centre[c] = Double.isFinite(centre[c]) ? centre[c] : 0;
            scale[c] = deviation > 0 && deviation < Double.MAX_VALUE ? Math.scalb(1.0, Math.getExponent(deviation)) : 1;
        }
        return new Scales(centre, scale);
    }

    /** Scales a row in place; false where a value is not finite. */
    boolean scale(double[] row) {
        boolean complete = true;
        for (int c = 0; c < row.length; c++) {
            complete &= Double.isFinite(row[c]);
            row[c] = (row[c] - centre[c]) / scale[c];
        }
        return complete;
    }
}
