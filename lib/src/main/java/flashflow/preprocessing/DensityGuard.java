package flashflow.preprocessing;

import flashflow.data.ValueSet;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Standardise;
import flashflow.preprocessing.transforms.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Noise for a target that has no density: one value, a few values, or whole numbers alone. On such a column a flow's NLL falls
 * without end, and what it generates lies between the values. With noise it is one column among others, and the inverse gives
 * back the values themselves.
 */
final class DensityGuard {
    /** What the chain's comment says from then on. */
    private static final String ADDED = "noise added by the fit";

    /** From fewer rows nothing is concluded but that they are all alike. */
    private static final int LEAST_ROWS = 16;

    private static final int ROWS_FOR_A_VALUE = 10;

    /** Of the smallest distance of two values, as in FlashSim's ids and flags. */
    private static final double NOISE = 0.1;

    /** Of a constant's magnitude: enough digits of a float for the noise. */
    private static final double NOISE_OF_CONSTANT = 1e-3;

    /** Every float beyond is a whole number. */
    private static final double LARGEST_WHOLE = 1 << 23;

    /** Beyond, float64 has not the digits for noise around a whole number. */
    private static final double LARGEST_IN_FLOAT64 = 0x1p46;

    /** The relative error that there and back again may leave. */
    private static final double ROUNDING = 1e-6;

    private final ColumnChain chain;
    private final ColumnRun.Tally seen;

    private DensityGuard(ColumnChain chain, ColumnRun.Tally seen) {
        this.chain = chain;
        this.seen = seen;
    }

    /** The chain of a target, with noise where it needs some, and with the range of its whole numbers. */
    static ColumnChain guarded(ColumnChain chain, ColumnRun.Tally seen) {
        boolean tells = seen.raw().isConstant() || seen.raw().count() >= LEAST_ROWS;
        return tells ? new DensityGuard(chain, seen).withNoise() : chain;
    }

    /** Whether a chain was given noise. */
    static boolean isIn(ColumnChain chain) {
        return chain.comment().contains(ADDED);
    }

    /** The formula of the noise that a chain was given. */
    static String noise(ColumnChain chain) {
        return chain.transforms().stream()
                .filter(Dequantise.class::isInstance)
                .map(Transform::formula)
                .collect(Collectors.joining("; "));
    }

    private ColumnChain withNoise() {
        if (isIn(chain) || chain.isDiscrete()) {
            return chain;
        } else if (seen.raw().isConstant()) {
            return constant();
        } else if (isFew()) {
            var values = seen.values();
            return noted(new Dequantise(Dequantise.Shape.GAUSSIAN, width(values), values.few()));
        }
        return withinTraining(isWhole() ? noted(Dequantise.uniform(1)) : chain);
    }

    private boolean isFew() {
        int count = seen.values().few().size();
        return count > 0 && seen.before().count() >= (long) count * ROWS_FOR_A_VALUE;
    }

    private static double width(ValueSet values) {
        return values.few().size() == 1
                ? widthAround(values.few().get(0))
                : Math.max(Double.MIN_NORMAL, NOISE * values.gap());
    }

    private static double widthAround(double constant) {
        return Math.max(1, NOISE_OF_CONSTANT * Math.abs(constant));
    }

    private boolean isWhole() {
        var before = seen.before();
        double largest = Math.max(-before.min(), before.max());
        return seen.values().whole()
                && (chain.exact()
                        ? largest < LARGEST_IN_FLOAT64 && before.max() - before.min() < LARGEST_WHOLE
                        : largest < LARGEST_WHOLE);
    }

    /** Noise just before the transform that is fitted, or at the end. */
    private ColumnChain noted(Dequantise noise) {
        var transforms = new ArrayList<>(chain.transforms());
        transforms.add(chain.firstUnfitted(), noise);
        return noted(transforms);
    }

    private ColumnChain noted(List<Transform> transforms) {
        String comment = chain.comment().isEmpty() ? ADDED : chain.comment() + "; " + ADDED;
        return chain.withTransforms(transforms).withComment(comment);
    }

    /** Nothing but noise around the value, which is all that the inverse gives back, to the last bit. */
    private ColumnChain constant() {
        double value = constantThereAndBack();
        if (!Double.isFinite(value)) {
            return chain;
        }
        var transforms = new ArrayList<Transform>();
        transforms.add(Dequantise.gaussian(widthAround(value), value));
        if (chain.transforms().stream().anyMatch(Standardise.class::isInstance)) {
            transforms.add(Standardise.unfitted());
        }
        return noted(transforms);
    }

    /** A clip or a collapse may make another value of a constant, and its own noise is taken away. */
    private double constantThereAndBack() {
        double raw = seen.raw().min();
        var before = seen.before();
        double[] value = {before.isConstant() ? before.min() : before.mean()};
        var fixed = chain.transforms().subList(0, chain.firstUnfitted());
        chain.withTransforms(fixed).inverse(value, 1, new boolean[1], null);
        return Math.abs(value[0] - raw) <= ROUNDING * Math.abs(raw) ? raw : value[0];
    }

    /** Whole numbers end where they ended in the training, unless somebody knows better. */
    private ColumnChain withinTraining(ColumnChain guarded) {
        boolean anyWhole = guarded.transforms().stream()
                .anyMatch(t -> t instanceof Dequantise d && d.allowed().isEmpty());
        return anyWhole && chain.range().equals(ColumnChain.PhysicalRange.ALL)
                ? guarded.within(new ColumnChain.PhysicalRange(
                        seen.raw().min(), seen.raw().max()))
                : guarded;
    }
}
