package flashflow.plots;

import flashflow.data.Magnitude;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Mean and RMS (about the mean) of a target in each bin of another column; NaN for bins with fewer than 2 values.
 *
 * @param means mean per bin
 * @param meanErrors RMS / sqrt(n)
 * @param spreads RMS about the mean
 * @param spreadErrors RMS / sqrt(2n), that of a Gaussian
 */
record Profile(double[] means, double[] meanErrors, double[] spreads, double[] spreadErrors) {
    static Profile of(Bins bins, double[] context, double[] target) {
        List<List<Double>> values = new ArrayList<>();
        for (int i = 0; i < bins.count(); i++) {
            values.add(new ArrayList<>());
        }
        for (int row = 0; row < target.length; row++) {
            int bin = bins.bin(context[row]);
            if (bin >= 0 && Double.isFinite(target[row])) {
                values.get(bin).add(target[row]);
            }
        }
        var profile = new Profile(empty(bins), empty(bins), empty(bins), empty(bins));
        for (int i = 0; i < bins.count(); i++) {
            profile.fill(
                    i, values.get(i).stream().mapToDouble(Double::doubleValue).toArray());
        }
        return profile;
    }

    private static double[] empty(Bins bins) {
        double[] none = new double[bins.count()];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private void fill(int bin, double[] values) {
        if (values.length >= 2) {
            double n = values.length;
            int exponent = Magnitude.exponent(values);
            double[] near = Magnitude.scaled(values, exponent);
            double spread = Math.scalb(new StandardDeviation(false).evaluate(near), -exponent);
            means[bin] = Math.scalb(Arrays.stream(near).average().orElseThrow(), -exponent);
            meanErrors[bin] = spread / Math.sqrt(n);
            spreads[bin] = spread;
            spreadErrors[bin] = spread / Math.sqrt(2 * n);
        }
    }
}
