package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Asinh;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Inflated;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Numbers;
import flashflow.preprocessing.transforms.Spike;
import flashflow.preprocessing.transforms.Transform;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A chain for a target that is measured, by its ends: where it stops, what is taken exactly there, and how it thins out. */
record MeasuredGuess(ColumnShape shape) {
    /** The reason for nothing but a standardisation. */
    static final String PLAIN = "no bound, spike or heavy tail is seen";

    private static final double SKEWED = 5;
    private static final double HEAVY = 4;

    /** Of the range of the others, that lies between a spike and them. */
    private static final double APART = 0.1;

    /** Of the spread of the others: a spike's gaussian. */
    private static final double SPIKE_WIDTH = 0.3;

    /** Of the way from a spike to the next value: near the others, where a flow's splines reach, and without them. */
    private static final double THRESHOLD = 0.8;

    private static final double LARGEST_INSET = 0.01;
    private static final double LEAST_INSET = 1e-6;

    ColumnChain chain() {
        var inner = shape.inside();
        if (inner.sorted().length == 0) {
            return chain(PLAIN);
        }
        boolean spikeLow = shape.isSpike(shape.all().min());
        if (spikeLow && isApart(inner)) {
            return apart(inner);
        }
        boolean low = spikeLow || inner.stopsLow();
        boolean high = shape.isSpike(shape.all().max()) || inner.mirrored().stopsLow();
        if (low && high) {
            return interval(inner);
        } else if (high) {
            var turned = above(shape.mirrored(), inner.mirrored());
            return chain(
                    "stops at its high end" + spikeAtTheEnd(shape.mirrored()),
                    Stream.concat(Stream.of(new Affine(-1, 0)), turned.stream()));
        } else if (low) {
            return chain("stops at its low end" + spikeAtTheEnd(shape), above(shape, inner).stream());
        } else if (shape.all().min() > 0 && shape.isSkewed(SKEWED)) {
            return chain("positive, with a long tail", new Log(0));
        }
        return shape.hasHeavyTails(HEAVY) ? heavy(shape) : chain(PLAIN);
    }

    private boolean isApart(ColumnShape inner) {
        return inner.lowest() - shape.all().min() > APART * (inner.highest() - inner.lowest());
    }

    /** A spike far below the others, such as -1 for what failed: a gaussian in its place. */
    private ColumnChain apart(ColumnShape inner) {
        double value = shape.all().min();
        double width = Math.min(SPIKE_WIDTH * spread(inner.sorted()), (inner.lowest() - value) / 8);
        double threshold = 0.5 * (value + inner.lowest());
        double high = inner.mirrored().stopsLow() ? -shape.mirrored().boundBelow() : Double.POSITIVE_INFINITY;
        return chain(
                        shape.percent(value) + " are exactly " + Numbers.rounded(value)
                                + ", apart from the others: a gaussian there",
                        new Spike(threshold, Math.min(value, threshold - 3 * width), width, value))
                .within(new ColumnChain.PhysicalRange(value, high));
    }

    private ColumnChain interval(ColumnShape inner) {
        boolean spikeLow = shape.isSpike(shape.all().min());
        boolean spikeHigh = shape.isSpike(shape.all().max());
        double low = spikeLow ? shape.all().min() : shape.boundBelow();
        double high = spikeHigh ? shape.all().max() : -shape.mirrored().boundBelow();
        String reason = "stops at " + Numbers.shortest(low) + " and " + Numbers.shortest(high);
        if (spikeLow || spikeHigh) {
            double atLow = spikeLow ? shape.share(low) : 0;
            double atHigh = spikeHigh ? shape.share(high) : 0;
            return chain(
                    reason
                            + (spikeLow ? "; " + shape.percent(low) + " exactly at the low end" : "")
                            + (spikeHigh ? "; " + shape.percent(high) + " exactly at the high end" : ""),
                    new Inflated(low, high, atLow, atHigh),
                    Bounded.of(0, 1));
        }
        double nearest = 0.5 * Math.min(inner.lowest() - low, high - inner.highest()) / (high - low);
        double inset = Math.min(LARGEST_INSET, Math.max(LEAST_INSET, nearest));
        return chain(reason, Bounded.of(low, high).inset(inset));
    }

    private static Spike spike(double at, double next, double width, double value) {
        double threshold = at + THRESHOLD * (next - at);
        return new Spike(threshold, threshold - 3 * width, width, value);
    }

    /** The logarithm of the distance from the low end, with a spike where values lie at it. */
    private static List<Transform> above(ColumnShape side, ColumnShape inner) {
        if (!isAtTheEnd(side)) {
            return List.of(new Log(-side.boundBelow() + 0.0));
        }
        double bound = side.all().min();
        var log = new Log(0.5 * (inner.quantile(0.001) - bound) - bound);
        double[] images = DoubleStream.of(inner.sorted()).map(log::forward).toArray();
        return List.of(log, spike(log.forward(bound), images[0], SPIKE_WIDTH * spread(images), log.forward(bound)));
    }

    private static String spikeAtTheEnd(ColumnShape side) {
        return isAtTheEnd(side) ? "; " + side.percent(side.all().min()) + " exactly there become a gaussian" : "";
    }

    /** Whether the smallest value is the bound itself. */
    private static boolean isAtTheEnd(ColumnShape side) {
        return side.all().min() == side.boundBelow() || side.isSpike(side.all().min());
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
                : chain.withComment("more than half of the values are one");
    }

    private ColumnChain chain(String reason, Transform... transforms) {
        return chain(reason, Stream.of(transforms));
    }

    private ColumnChain chain(String reason, Stream<Transform> transforms) {
        return ColumnChain.identity(shape.name())
                .plus(transforms.toArray(Transform[]::new))
                .withComment(reason);
    }
}
