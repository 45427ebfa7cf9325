package flashflow.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to one column: transforms in order, and perhaps one-hot columns at the end.
 *
 * @param name the column's name
 * @param transforms in order of forward
 * @param oneHot null for a column that stays one column
 */
record ColumnChain(String name, List<Transform> transforms, OneHot oneHot) {
    ColumnChain {
        transforms = List.copyOf(transforms);
    }

    static ColumnChain identity(String name) {
        return new ColumnChain(name, List.of(), null);
    }

    ColumnChain plus(Transform... more) {
        return withTransforms(
                Stream.concat(transforms.stream(), Stream.of(more)).toList());
    }

    ColumnChain withTransforms(List<Transform> others) {
        return new ColumnChain(name, others, oneHot);
    }

    ColumnChain withOneHot(OneHot values) {
        return new ColumnChain(name, transforms, values);
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

    /** Undoes all transforms; marks rows that a clip has to bring back, or that are not finite. */
    void inverse(double[] y, int n, boolean[] outside) {
        for (int place = transforms.size() - 1; place >= 0; place--) {
            if (transforms.get(place) instanceof Clip clip) {
                markExcluded(clip, y, n, outside);
            }
            transforms.get(place).inverse(y, n);
        }
        for (int i = 0; i < n; i++) {
            outside[i] |= !Double.isFinite(y[i]);
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
