package flashflow.plots.reduction;

import java.util.List;

/**
 * Mean and standard deviation of several curves at each place; members without a value there are left out.
 *
 * @param means NaN where no member has a value
 * @param deviations with n - 1; NaN where fewer than two have one
 */
record Spread(double[] means, double[] deviations) {
    static Spread of(List<double[]> members) {
        int n = members.get(0).length;
        var spread = new Spread(new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            int place = i;
            spread.fill(
                    i,
                    members.stream()
                            .mapToDouble(member -> member[place])
                            .filter(Double::isFinite)
                            .toArray());
        }
        return spread;
    }

    private void fill(int place, double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - sum) * (value - sum);
        }
        means[place] = values.length == 0 ? Double.NaN : sum;
        deviations[place] = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }
}
