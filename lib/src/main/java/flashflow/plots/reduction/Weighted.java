package flashflow.plots.reduction;

import flashflow.validation.Wasserstein;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Values of a column with the weights of their rows.
 *
 * @param values any
 * @param weights as many, finite
 */
public record Weighted(double[] values, double[] weights) {
    /** Of rows that all weigh the same. */
    public static Weighted of(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return new Weighted(values, ones);
    }

    /** Those of several samples, one after the other. */
    public static Weighted joined(List<Weighted> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : new Weighted(
                        parts.stream()
                                .flatMapToDouble(part -> Arrays.stream(part.values))
                                .toArray(),
                        parts.stream()
                                .flatMapToDouble(part -> Arrays.stream(part.weights))
                                .toArray());
    }

    /** The finite values. */
    public Weighted finite() {
        return where(i -> Double.isFinite(values[i]));
    }

    /** The values at some places. */
    public Weighted where(IntPredicate kept) {
        int[] places = IntStream.range(0, values.length).filter(kept).toArray();
        return new Weighted(
                IntStream.of(places).mapToDouble(i -> values[i]).toArray(),
                IntStream.of(places).mapToDouble(i -> weights[i]).toArray());
    }

    public int size() {
        return values.length;
    }

    boolean isEven() {
        return Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    }

    double total() {
        return Arrays.stream(weights).sum();
    }

    /** The Wasserstein-1 distance to another sample. */
    public double distance(Weighted other) {
        return isEven() && other.isEven()
                ? Wasserstein.distance(values, other.values)
                : Wasserstein.distance(values, weights, other.values, other.weights);
    }
}
