package flashflow.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to one column: transforms in order, and perhaps one-hot columns at the end.
 *
 * @param name the column's name
 * @param comment why it is transformed so, for people; may be empty
 * @param transforms in order of forward
 * @param oneHot null for a column that stays one column
 * @param range of the raw values that can be
 */
record ColumnChain(String name, String comment, List<Transform> transforms, OneHot oneHot, PhysicalRange range) {
    ColumnChain {
        Objects.requireNonNull(comment);
        Objects.requireNonNull(range);
        transforms = List.copyOf(transforms);
    }

    static ColumnChain identity(String name) {
        return new ColumnChain(name, "", List.of(), null, PhysicalRange.ALL);
    }

    ColumnChain plus(Transform... more) {
        return withTransforms(
                Stream.concat(transforms.stream(), Stream.of(more)).toList());
    }

    ColumnChain withTransforms(List<Transform> others) {
        return new ColumnChain(name, comment, others, oneHot, range);
    }

    ColumnChain withOneHot(OneHot values) {
        return new ColumnChain(name, comment, transforms, values, range);
    }

    ColumnChain withComment(String text) {
        return new ColumnChain(name, text, transforms, oneHot, range);
    }

    ColumnChain within(PhysicalRange values) {
        return new ColumnChain(name, comment, transforms, oneHot, values);
    }

    /** Number of columns it comes out as. */
    int width() {
        return oneHot == null ? 1 : oneHot.values().size();
    }

    List<String> outputNames() {
        return oneHot == null ? List.of(name) : oneHot.names(name);
    }

    boolean isFitted() {
        return transforms.stream().allMatch(Transform::isFitted);
    }

    /** Index of the transform that has to be fitted, or their number. */
    int firstUnfitted() {
        int i = 0;
        while (i < transforms.size() && transforms.get(i).isFitted()) {
            i++;
        }
        return i;
    }

    /** Applies the first {@code count} transforms; adds their log-derivatives where sums are given. */
    void forward(double[] x, Rows.RowBlock block, long seed, int column, int count, double[] sums) {
        for (int place = 0; place < count; place++) {
            if (sums != null) {
                transforms.get(place).addLogDerivatives(x, block.count(), sums);
            }
            transforms.get(place).forward(x, block.count(), Rows.of(block, seed, column, place));
        }
    }

    /** Undoes all transforms; marks rows that a clip has to bring back, that are out of range or not finite as floats. */
    void inverse(double[] y, int n, boolean[] outside) {
        for (int place = transforms.size() - 1; place >= 0; place--) {
            if (transforms.get(place) instanceof Clip clip) {
                markExcluded(clip, y, n, outside);
            }
            transforms.get(place).inverse(y, n);
        }
        for (int i = 0; i < n; i++) {
            outside[i] |= !Float.isFinite((float) y[i]) || !range.contains(y[i]) && !range.contains((float) y[i]);
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
        transforms.forEach(t -> steps.add(t.formula()));
        if (oneHot != null) {
            steps.add(oneHot.formula());
        }
        return steps.isEmpty() ? "as it is" : steps.stream().collect(Collectors.joining("; then "));
    }
}
