package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Asinh;
import flashflow.preprocessing.transforms.Circular;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Interval;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Numbers;
import flashflow.preprocessing.transforms.Spike;
import flashflow.preprocessing.transforms.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A chain for a target: it has to have a density where it is measured, and to come back as it can be. */
record TargetGuess(ColumnShape shape) {
    private static final double SKEWED = 5;
    private static final double HEAVY = 4;

    /** Every float beyond is a whole number. */
    private static final double LARGEST_WHOLE = 1 << 23;

    /** Of the range of the others, that lies between a spike and them. */
    private static final double APART = 0.1;

    /** Of the spread of the others: a spike's gaussian. */
    private static final double SPIKE_WIDTH = 0.3;

    private static final double LARGEST_INSET = 0.01;
    private static final double LEAST_INSET = 1e-6;

    /** Where the normal quantile gives the bound itself back. */
    private static final double AT_THE_BOUND = -40;

    private static final int BINS = 32;
    private static final int NAMED = 8;

    ColumnChain chain() {
        if (shape.isConstant()) {
            double value = shape.all().min();
            return chain(
                    "constant: leave it out, or it is generated so",
                    Dequantise.gaussian(Math.max(1, 1e-3 * Math.abs(value)), value));
        } else if (shape.isCounted()) {
            return chain(values() + " as often as they occur, and no others", Discrete.unfitted());
        } else if (shape.whole() && Math.max(-shape.all().min(), shape.all().max()) < LARGEST_WHOLE) {
            return whole();
        }
        var measured = shape.circle().map(this::circular).orElseGet(this::measured);
        return shape.innerSpike()
                .map(value -> measured.withComment((measured.comment() + "; " + percent(value) + " are exactly "
                                + Numbers.rounded(value)
                                + ", amid the others, where no chain gives a density: split them off")
                        .replaceFirst("^; ", "")))
                .orElse(measured);
    }

    private String values() {
        var values = List.copyOf(shape.counts().counts().keySet());
        return values.size() <= NAMED
                ? "the values " + Numbers.join(values)
                : values.size() + " values from " + Numbers.shortest(values.get(0)) + " to "
                        + Numbers.shortest(values.get(values.size() - 1));
    }

    private ColumnChain whole() {
        double low = shape.all().min();
        var steps = new ArrayList<Transform>(List.of(Dequantise.uniform(1)));
        if (shape.quantile(0.99) - low > SKEWED * (shape.quantile(0.5) - low)) {
            steps.add(new Log(1 - low));
        }
        return chain("many whole numbers, of which the range is kept", steps.toArray(Transform[]::new))
                .within(new ColumnChain.PhysicalRange(low, shape.all().max()));
    }

    private ColumnChain circular(ColumnShape.Circle circle) {
        return chain(
                "an angle: cut open where it is rarest",
                new Circular(circle.low(), circle.high(), rarest(circle)),
                Interval.of(0, circle.period()));
    }

    /** Middle of the least filled of so many thirds of a bin, each counted with its neighbours. */
    private double rarest(ColumnShape.Circle circle) {
        long[] counts = new long[BINS];
        for (double x : shape.sorted()) {
            counts[Math.floorMod((int) Math.floor((x - circle.low()) / circle.period() * BINS), BINS)]++;
        }
        int least = IntStream.range(0, BINS)
                .boxed()
                .min((a, b) -> Long.compare(around(counts, a), around(counts, b)))
                .orElseThrow();
        return circle.low() + (least + 0.5) / BINS * circle.period();
    }

    private static long around(long[] counts, int bin) {
        return counts[(bin + BINS - 1) % BINS] + counts[bin] + counts[(bin + 1) % BINS];
    }

    private ColumnChain measured() {
        var inner = shape.inside();
        boolean spikeLow = shape.isSpike(shape.all().min());
        boolean spikeHigh = shape.isSpike(shape.all().max());
        if (inner.sorted().length == 0) {
            return chain("");
        } else if (spikeLow && isApart(inner)) {
            return apart(inner);
        }
        boolean low = spikeLow || inner.stopsLow();
        boolean high = spikeHigh || inner.mirrored().stopsLow();
        if (low && high) {
            return interval(inner, spikeLow, spikeHigh);
        } else if (low || shape.all().min() > 0 && shape.isSkewed(SKEWED)) {
            return chain(reasonOfLog(shape, inner, "low"), above(shape, inner, low));
        } else if (high) {
            var turned = new ArrayList<Transform>(List.of(new Affine(-1, 0)));
            turned.addAll(List.of(above(shape.mirrored(), inner.mirrored(), true)));
            return chain(reasonOfLog(shape.mirrored(), inner, "high"), turned.toArray(Transform[]::new));
        }
        return shape.hasHeavyTails(HEAVY) ? heavy(shape) : chain("");
    }

    private boolean isApart(ColumnShape inner) {
        double[] sorted = inner.sorted();
        double range = sorted[sorted.length - 1] - sorted[0];
        return sorted[0] - shape.all().min() > APART * range;
    }

    /** A spike far below the others, such as -1 for what failed: a gaussian in its place. */
    private ColumnChain apart(ColumnShape inner) {
        double value = shape.all().min();
        double first = inner.sorted()[0];
        double width = Math.min(SPIKE_WIDTH * spread(inner.sorted()), (first - value) / 8);
        double threshold = 0.5 * (value + first);
        double high = inner.mirrored().stopsLow() ? -shape.mirrored().boundBelow() : Double.POSITIVE_INFINITY;
        return chain(
                        percent(value) + " are exactly " + Numbers.rounded(value)
                                + ", apart from the others: a gaussian there",
                        new Spike(threshold, Math.min(value, threshold - 3 * width), width, value))
                .within(new ColumnChain.PhysicalRange(value, high));
    }

    private ColumnChain interval(ColumnShape inner, boolean spikeLow, boolean spikeHigh) {
        double low = spikeLow ? shape.all().min() : shape.boundBelow();
        double high = spikeHigh ? shape.all().max() : -shape.mirrored().boundBelow();
        double first = (inner.sorted()[0] - low) / (high - low);
        double last = (high - inner.sorted()[inner.sorted().length - 1]) / (high - low);
        double nearest = Math.min(LARGEST_INSET, 0.5 * Math.min(first, last));
        var bounds = Interval.of(low, high).inset(spikeLow || spikeHigh ? nearest : Math.max(LEAST_INSET, nearest));
        var steps = new ArrayList<Transform>(List.of(bounds));
        String reason = "stops at " + Numbers.shortest(low) + " and " + Numbers.shortest(high);
        if (spikeLow) {
            steps.add(spike(bounds.forward(low), bounds.forward(inner.sorted()[0]), SPIKE_WIDTH, AT_THE_BOUND));
            reason += "; " + percent(low) + " at the low end become a gaussian";
        }
        if (spikeHigh) {
            steps.add(new Affine(-1, 0));
            steps.add(spike(
                    -bounds.forward(high),
                    -bounds.forward(inner.sorted()[inner.sorted().length - 1]),
                    SPIKE_WIDTH,
                    AT_THE_BOUND));
            reason += "; " + percent(high) + " at the high end become a gaussian";
        }
        return chain(reason, steps.toArray(Transform[]::new));
    }

    /** Just above where the spike's values come, so that no others are taken for it. */
    private static Spike spike(double at, double next, double width, double value) {
        double threshold = at + 0.1 * (next - at);
        return new Spike(threshold, threshold - 3 * width, width, value);
    }

    private String reasonOfLog(ColumnShape side, ColumnShape inner, String end) {
        double bound = side.all().min();
        boolean spike = side.share(bound) > 0 && isBound(side);
        String at = spike
                ? "; " + String.format(java.util.Locale.ROOT, "%.3g %%", 100 * side.share(bound))
                        + " at the end become a gaussian"
                : "";
        return end.equals("low") && !inner.stopsLow() && !spike
                ? "positive, with a long tail"
                : "stops at its " + end + " end" + at;
    }

    /** Whether the smallest value is the bound itself. */
    private static boolean isBound(ColumnShape side) {
        return side.all().min() == side.boundBelow() || side.isSpike(side.all().min());
    }

    /** The logarithm of the distance from the low end, with a spike where values lie at it. */
    private static Transform[] above(ColumnShape side, ColumnShape inner, boolean stops) {
        if (!stops) {
            return new Transform[] {new Log(0)};
        }
        if (!isBound(side)) {
            return new Transform[] {new Log(-side.boundBelow() + 0.0)};
        }
        double bound = side.all().min();
        double shift = 0.5 * (inner.quantile(0.001) - bound);
        var log = new Log(shift - bound);
        double[] images = DoubleStream.of(inner.sorted()).map(log::forward).toArray();
        double width = SPIKE_WIDTH * spread(images);
        return new Transform[] {log, spike(log.forward(bound), images[0], width, log.forward(bound))};
    }

    /** Half of the distance between the quantiles of one deviation in a normal distribution. */
    private static double spread(double[] sorted) {
        int n = sorted.length - 1;
        return 0.5 * (sorted[(int) (0.84 * n)] - sorted[(int) (0.16 * n)]);
    }

    static ColumnChain heavy(ColumnShape shape) {
        double spread = (shape.quantile(0.75) - shape.quantile(0.25)) / 1.35;
        var chain = ColumnChain.identity(shape.name());
        return spread > 0
                ? chain.plus(new Asinh(spread, shape.quantile(0.5))).withComment("heavy tails on a narrow peak")
                : chain.withComment("heavy tails, and more than half of the values are one");
    }

    private String percent(double value) {
        return String.format(java.util.Locale.ROOT, "%.3g %%", 100 * shape.share(value));
    }

    private ColumnChain chain(String reason, Transform... transforms) {
        return ColumnChain.identity(shape.name()).plus(transforms).withComment(reason);
    }
}
