package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.regression.QuantilePlace;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Combination;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Numbers;
import flashflow.preprocessing.transforms.RawColumns;
import flashflow.preprocessing.transforms.Standardise;
import flashflow.preprocessing.transforms.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to one column: transforms in order, and perhaps several columns at the end.
 *
 * @param name the column's name
 * @param comment why it is transformed so, for people; may be empty
 * @param transforms in order of forward
 * @param expansion null for a column that stays one column
 * @param range of the raw values that can be
 * @param exact whether raw values are taken, and given back, in float64, since float32 loses what the column is about
 */
record ColumnChain(
        String name,
        String comment,
        List<Transform> transforms,
        Expansion expansion,
        PhysicalRange range,
        boolean exact) {
    /**
     * The raw values that a column can have; generated values beyond are drawn again.
     *
     * @param low smallest, or negative infinity
     * @param high largest, or infinity
     */
    record PhysicalRange(double low, double high) {
        static final PhysicalRange ALL = new PhysicalRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        PhysicalRange {
            if (!(low < high)) {
                throw new FlashFlowException("A physical range needs low < high, not " + low + " and " + high + ".");
            }
        }

        boolean contains(double x) {
            return x >= low && x <= high;
        }

        @Override
        public String toString() {
            return equals(ALL) ? "" : "[" + Numbers.shortest(low) + ", " + Numbers.shortest(high) + "]";
        }
    }

    ColumnChain {
        Objects.requireNonNull(comment);
        Objects.requireNonNull(range);
        transforms = List.copyOf(transforms);
    }

    static ColumnChain identity(String name) {
        return new ColumnChain(name, "", List.of(), null, PhysicalRange.ALL, false);
    }

    ColumnChain plus(Transform... more) {
        return withTransforms(
                Stream.concat(transforms.stream(), Stream.of(more)).toList());
    }

    ColumnChain withTransforms(List<Transform> others) {
        return new ColumnChain(name, comment, others, expansion, range, exact);
    }

    ColumnChain withExpansion(Expansion columns) {
        return new ColumnChain(name, comment, transforms, columns, range, exact);
    }

    ColumnChain withComment(String text) {
        return new ColumnChain(name, text, transforms, expansion, range, exact);
    }

    ColumnChain within(PhysicalRange values) {
        return new ColumnChain(name, comment, transforms, expansion, values, exact);
    }

    ColumnChain inFloat64() {
        return new ColumnChain(name, comment, transforms, expansion, range, true);
    }

    /** For each chain whether it is {@link #exact}. */
    static boolean[] exact(List<ColumnChain> chains) {
        boolean[] exact = new boolean[chains.size()];
        for (int c = 0; c < exact.length; c++) {
            exact[c] = chains.get(c).exact();
        }
        return exact;
    }

    /** Number of columns it comes out as. */
    int width() {
        return expansion == null ? 1 : expansion.width();
    }

    List<String> outputNames() {
        return expansion == null ? List.of(name) : expansion.names(name);
    }

    boolean isFitted() {
        return transforms.stream().allMatch(Transform::isFitted);
    }

    /** Whether its fit counts values. */
    boolean isCounted() {
        int first = firstUnfitted();
        return first < transforms.size() && transforms.get(first) instanceof Discrete;
    }

    /** Whether its values are counted, not measured. */
    boolean isDiscrete() {
        return transforms.stream().anyMatch(Discrete.class::isInstance);
    }

    /** Of which other columns it is a combination, if it is one. */
    Optional<Combination> combination() {
        return transforms.stream()
                .filter(Combination.class::isInstance)
                .map(Combination.class::cast)
                .findFirst();
    }

    /** Whether a column that comes out of it is of mean 0 and deviation 1 already. */
    boolean isStandard() {
        var last = transforms.isEmpty() ? null : transforms.get(transforms.size() - 1);
        return last instanceof Standardise || last instanceof Discrete;
    }

    /** What the column that comes out says of the place between bounds; NONE where there are none, or not as normal quantiles. */
    QuantilePlace place() {
        int last = transforms.size() - 1;
        if (expansion == null && last >= 1 && transforms.get(last) instanceof Standardise standardise) {
            return isQuantile(transforms.get(last - 1)) && standardise.isFitted()
                    ? new QuantilePlace(standardise.deviation(), standardise.mean())
                    : QuantilePlace.NONE;
        }
        return expansion == null && last >= 0 && isQuantile(transforms.get(last))
                ? new QuantilePlace(1, 0)
                : QuantilePlace.NONE;
    }

    private static boolean isQuantile(Transform transform) {
        return transform instanceof Bounded bounded && bounded.scale() == Bounded.Scale.NORMAL;
    }

    /** Index of the transform that has to be fitted, or their number. */
    int firstUnfitted() {
        int i = 0;
        while (i < transforms.size() && transforms.get(i).isFitted()) {
            i++;
        }
        return i;
    }

    /**
     * The chain with the transform that was not fitted.
     *
     * @throws FlashFlowException if values were to be counted, and there are too many
     */
    ColumnChain fittedTo(ColumnRun.Tally seen) {
        return withTransforms(
                transforms.stream().map(t -> t.isFitted() ? t : fitted(t, seen)).toList());
    }

    private Transform fitted(Transform transform, ColumnRun.Tally seen) {
        if (!(transform instanceof Discrete)) {
            return Standardise.to(seen.before());
        } else if (seen.counts().many()) {
            throw new FlashFlowException("Column '" + name + "' has more than " + Discrete.MOST
                    + " different values, which is too many to count each; dequantise it by Dequantise.uniform, or take it as"
                    + " continuous.");
        }
        return seen.counts().discrete();
    }

    /** Applies the first {@code count} transforms; adds their log-derivatives where sums are given. */
    void forward(double[] x, RowBlock block, long seed, int column, int count, double[] sums) {
        for (int place = 0; place < count; place++) {
            if (sums != null) {
                transforms.get(place).addLogDerivatives(x, block.count(), sums);
            }
            transforms.get(place).forward(x, block.count(), SeededRows.of(block, seed, column, place));
        }
    }

    /**
     * Applies all transforms with other noise, and adds their likelihood contributions; negative infinity for a value that is
     * never given back.
     *
     * @param noise of each place in the chain
     */
    void density(double[] x, int n, IntFunction<LatticeRows> noise, double[] sums) {
        for (int i = 0; i < n; i++) {
            sums[i] = range.contains(x[i]) ? 0 : Double.NEGATIVE_INFINITY;
        }
        for (int place = 0; place < transforms.size(); place++) {
            double[] before = x.clone();
            var rows = noise.apply(place);
            transforms.get(place).forward(x, n, rows);
            transforms.get(place).addContributions(before, x, n, sums);
            rows.addLogWeights(sums);
        }
    }

    /**
     * Undoes all transforms; marks rows that a clip has to bring back, that are out of range or not finite as they are given back.
     *
     * @param others the columns before, as they are given back; null where none is needed
     */
    void inverse(double[] y, int n, boolean[] outside, RawColumns others) {
        for (int place = transforms.size() - 1; place >= 0; place--) {
            if (transforms.get(place) instanceof Clip clip) {
                markExcluded(clip, y, n, outside);
            }
            transforms.get(place).inverse(y, n, others);
        }
        for (int i = 0; i < n; i++) {
            double given = exact ? y[i] : (float) y[i];
            outside[i] |= !Double.isFinite(given) || !range.contains(y[i]) && !range.contains(given);
        }
    }

    private static void markExcluded(Clip clip, double[] y, int n, boolean[] outside) {
        for (int i = 0; i < n; i++) {
            outside[i] |= clip.excludes(y[i]);
        }
    }

    /** All steps in one line. */
    String formula() {
        var steps = new ArrayList<String>();
        if (exact) {
            steps.add("in float64");
        }
        transforms.forEach(t -> steps.add(t.formula()));
        if (expansion != null) {
            steps.add(expansion.formula());
        }
        return steps.isEmpty() ? "as it is" : steps.stream().collect(Collectors.joining("; then "));
    }
}
