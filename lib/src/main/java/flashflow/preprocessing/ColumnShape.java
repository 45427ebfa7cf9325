package flashflow.preprocessing;

import flashflow.data.Moments;
import flashflow.data.Normal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What the values of a column look like.
 *
 * @param name of the column
 * @param sorted values of a sample of the rows, rising
 * @param all moments and extremes of all rows
 * @param whole whether all values are whole numbers
 * @param counts of each value, where they are few
 */
record ColumnShape(String name, double[] sorted, Moments all, boolean whole, ValueCounts counts) {
    private static final double SPIKE_SHARE = 0.01;
    private static final int SPIKE_ROWS = 10;

    /** Of fewer rows a normal column stops, too, now and then. */
    private static final int LEAST_ROWS = 200;

    /** Distances of neighbours at an end, within which a bound is looked for. */
    private static final double NEIGHBOURS = 10;

    /** Of an angle's range, which its values may leave out; of few rows, so many distances of neighbours. */
    private static final double LEFT_OUT = 0.01;

    /** Of the range: people choose bounds no finer. */
    private static final double CHOSEN = 0.005;

    /** In distances of the quartiles: a normal distribution of 5 M rows reaches 4, an exponential one 15. */
    private static final double FARTHEST = 20;

    private static final Pattern ANGLE =
            Pattern.compile("(^|_|[a-z])Phi|(^|_)phi|azimuth|angle", Pattern.CASE_INSENSITIVE);

    /** Ends of a circle. */
    record Circle(double low, double high) {
        double period() {
            return high - low;
        }
    }

    static ColumnShape of(String name, double[] sample, ColumnRun.Tally seen) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        boolean whole = DoubleStream.of(sorted).allMatch(x -> x == Math.rint(x)) && isWhole(seen);
        return new ColumnShape(name, sorted, seen.raw(), whole, seen.counts());
    }

    private static boolean isWhole(ColumnRun.Tally seen) {
        return seen.counts().counts().isEmpty()
                ? seen.values().whole()
                : seen.counts().counts().keySet().stream().allMatch(x -> x == Math.rint(x));
    }

    boolean isConstant() {
        return all.isConstant();
    }

    /** Whether the different values are few, and each occurs often. */
    boolean isCounted() {
        return !counts.counts().isEmpty();
    }

    /** The first of the sample. */
    double lowest() {
        return sorted[0];
    }

    /** The last of the sample. */
    double highest() {
        return sorted[sorted.length - 1];
    }

    double quantile(double p) {
        return sorted[(int) Math.round(p * (sorted.length - 1))];
    }

    /** Share of the sample's values that are exactly this one. */
    double share(double value) {
        return (double) DoubleStream.of(sorted).filter(x -> x == value).count() / sorted.length;
    }

    String percent(double value) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * share(value));
    }

    /** Whether a value is taken far too often for a density. */
    boolean isSpike(double value) {
        double share = share(value);
        return share >= SPIKE_SHARE && share * sorted.length >= SPIKE_ROWS;
    }

    /** A spike between the extremes; the first one found. */
    Optional<Double> innerSpike() {
        return DoubleStream.of(0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98)
                .map(this::quantile)
                .filter(x -> x > all.min() && x < all.max() && isSpike(x))
                .boxed()
                .findFirst();
    }

    /** The same without the values at both extremes of all rows. */
    ColumnShape inside() {
        double[] inner = DoubleStream.of(sorted)
                .filter(x -> x > all.min() && x < all.max())
                .toArray();
        return new ColumnShape(name, inner, all, whole, counts);
    }

    /** The same turned round: low is high. */
    ColumnShape mirrored() {
        double[] turned = new double[sorted.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -sorted[sorted.length - 1 - i];
        }
        var moments = new Moments(all.count(), -all.mean(), all.squares(), -all.max(), -all.min());
        return new ColumnShape(name, turned, moments, whole, counts);
    }

    /**
     * Whether the values stop at the low end instead of thinning out: the outermost per cent lies as close together as where a
     * density ends, not as in a gaussian tail. The line is drawn half way, in logarithms, between a uniform and a normal column.
     */
    boolean stopsLow() {
        int n = sorted.length;
        if (n < LEAST_ROWS) {
            return false;
        }
        double part = part();
        double tail = -Normal.quantile(part);
        double gaussian = (-Normal.quantile(1.0 / (n + 1)) - tail) / tail;
        double uniform = part / (0.5 - part);
        double ratio = (quantile(part) - sorted[0]) / (quantile(0.5) - quantile(part));
        return ratio < Math.sqrt(uniform * gaussian);
    }

    private double part() {
        return Math.max(0.01, 10.0 / sorted.length);
    }

    /**
     * The number of fewest digits at or just below the smallest of all values, or a quarter of a turn; where it has more digits than
     * a person would choose, a step further, for rows that nobody has seen yet.
     */
    double boundBelow() {
        double end = all.min();
        double nearby = quantile(part()) - sorted[0];
        double room = NEIGHBOURS * Math.max(nearby, Math.ulp((float) end)) / (part() * sorted.length);
        double turn = Math.floor(end / Math.PI * 2 + 1e-6) * Math.PI / 2;
        if (turn != 0 && Math.abs(end - turn) <= room) {
            return turn;
        }
        int power = (int) Math.floor(Math.log10(Math.max(Math.abs(end), all.max() - end))) + 1;
        while (end - roundedDown(end, power) > room) {
            power--;
        }
        double bound = roundedDown(end, power);
        boolean chosen = Math.pow(10, power) > CHOSEN * (all.max() - end);
        return chosen || end - bound > room / 2 ? bound : roundedDown(bound - room / 2, power);
    }

    /** To a multiple of a power of ten. */
    private static double roundedDown(double x, int power) {
        double unit = Math.pow(10, Math.abs(power));
        return power < 0 ? Math.floor(x * unit) / unit : Math.floor(x / unit) * unit;
    }

    /** Of a column that is called an angle and whose values cover a circle. */
    Optional<Circle> circle() {
        if (!ANGLE.matcher(name).find()) {
            return Optional.empty();
        }
        return Stream.of(
                        new Circle(-Math.PI, Math.PI),
                        new Circle(0, 2 * Math.PI),
                        new Circle(-180, 180),
                        new Circle(0, 360))
                .filter(this::covers)
                .findFirst();
    }

    private boolean covers(Circle circle) {
        double rounding = 1e-6 * circle.period();
        return all.min() >= circle.low() - rounding
                && all.max() <= circle.high() + rounding
                && circle.period() - (all.max() - all.min())
                        <= Math.max(LEFT_OUT, NEIGHBOURS / sorted.length) * circle.period();
    }

    /** Several times as far from the median to an extreme per mille as from quartile to quartile, or very far to a single value. */
    boolean hasHeavyTails(double times) {
        double spread = quantile(0.75) - quantile(0.25);
        double far = Math.max(quantile(0.999) - quantile(0.5), quantile(0.5) - quantile(0.001));
        double farthest = Math.max(all.max() - quantile(0.5), quantile(0.5) - all.min());
        return far > times * spread || farthest > FARTHEST * spread;
    }

    /** Whether no value is negative and the high tail is several times the median, or as long as the low one. */
    boolean isSkewed(double times) {
        double median = quantile(0.5);
        boolean oneSided = quantile(0.999) - median > times * (median - quantile(0.001));
        return all.min() >= 0 && (quantile(0.99) > times * median || oneSided);
    }
}
