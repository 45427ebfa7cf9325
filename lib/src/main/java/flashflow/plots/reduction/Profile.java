package flashflow.plots.reduction;

import flashflow.data.Magnitude;
import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and RMS (about the mean) of a target in each bin of another column; NaN for bins with fewer than 2 values.
 *
 * @param means mean per bin
 * @param meanErrors RMS / sqrt(n), with the effective number (sum w)^2 / sum w^2 of weighted rows; of members, their spread
 * @param spreads RMS about the mean
 * @param spreadErrors RMS / sqrt(2n), that of a Gaussian; of members, their spread
 */
public record Profile(double[] means, double[] meanErrors, double[] spreads, double[] spreadErrors) {
    /** Of rows that all weigh the same. */
    public static Profile of(Bins bins, double[] context, double[] target) {
        return of(bins, context, Weighted.of(target));
    }

    /** Of weighted rows. */
    public static Profile of(Bins bins, double[] context, Weighted target) {
        int[] places = new int[target.size()];
        Arrays.setAll(places, row -> Double.isFinite(target.values()[row]) ? bins.bin(context[row]) : -1);
        var profile = new Profile(empty(bins), empty(bins), empty(bins), empty(bins));
        for (int bin = 0; bin < bins.count(); bin++) {
            int wanted = bin;
            profile.fill(bin, target.where(row -> places[row] == wanted));
        }
        return profile;
    }

    /** Mean of the members of an ensemble, with their standard deviation (n - 1) in each bin as errors. */
    public static Profile ofMembers(List<Profile> members) {
        var means = Spread.of(members.stream().map(Profile::means).toList());
        var spreads = Spread.of(members.stream().map(Profile::spreads).toList());
        return new Profile(means.means(), means.deviations(), spreads.means(), spreads.deviations());
    }

    private static double[] empty(Bins bins) {
        double[] none = new double[bins.count()];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private void fill(int bin, Weighted rows) {
        double total = rows.total();
        if (rows.size() < 2 || !(total > 0)) {
            return;
        }
        int exponent = Magnitude.exponent(rows.values());
        double[] near = Magnitude.scaled(rows.values(), exponent);
        double mean = mean(near, rows.weights(), total);
        double[] squares = Arrays.stream(near).map(v -> (v - mean) * (v - mean)).toArray();
        double spread = Math.scalb(Math.sqrt(Math.max(0, mean(squares, rows.weights(), total))), -exponent);
        double n = total * total / Arrays.stream(rows.weights()).map(w -> w * w).sum();
        means[bin] = Math.scalb(mean, -exponent);
        meanErrors[bin] = spread / Math.sqrt(n);
        spreads[bin] = spread;
        spreadErrors[bin] = spread / Math.sqrt(2 * n);
    }

    private static double mean(double[] values, double[] weights, double total) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum / total;
    }
}
