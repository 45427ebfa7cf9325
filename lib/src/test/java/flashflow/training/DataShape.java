package flashflow.training;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Data of all shapes that a training meets: of few columns and rows, and of columns that say nothing or the same.
 *
 * @param name what is odd about it
 * @param context C, at first standard normal numbers
 * @param targets D, at first the sum of the context, and noise
 * @param rows how many
 * @param odd changes a row, context first
 * @param warned parts of what has to be said, once each
 */
record DataShape(String name, int context, int targets, int rows, UnaryOperator<float[]> odd, List<String> warned) {
    static final float CONSTANT = 0.1f;

    /** Rows that leave a single one over after batches of 64. */
    static final int ONE_LEFT = 257;

    static Stream<DataShape> all() {
        var shapes = new ArrayList<DataShape>();
        for (int targets : new int[] {1, 2, 3}) {
            for (int context : new int[] {0, 1, 4}) {
                shapes.add(plain(context, targets, ONE_LEFT));
            }
        }
        for (int rows : new int[] {2, 3, 10, 66, 1000}) {
            shapes.add(plain(1, 2, rows));
            shapes.add(plain(0, 1, rows));
        }
        shapes.add(odd("constant context", 2, 2, row -> set(row, 0, CONSTANT), "'y0' is constant"));
        shapes.add(odd("constant only context", 1, 1, row -> set(row, 0, CONSTANT), "'y0' is constant"));
        shapes.add(odd("collinear context", 2, 2, row -> set(row, 1, 2 * row[0] + 1), "'y1'"));
        shapes.add(odd("constant target", 1, 2, row -> set(row, 2, CONSTANT), "'x1' is constant"));
        shapes.add(odd("constant only target", 1, 1, row -> set(row, 1, CONSTANT), "'x0' is constant"));
        shapes.add(odd("constant without context", 0, 1, row -> set(row, 0, CONSTANT), "'x0' is constant"));
        shapes.add(odd("constant targets", 0, 2, row -> set(set(row, 0, CONSTANT), 1, -7), "'x0' is", "'x1' is"));
        shapes.add(odd("collinear targets", 1, 3, row -> set(row, 3, row[1] - 3 * row[2]), "linear combination"));
        shapes.add(odd("target like context", 1, 1, row -> set(row, 1, 5 * row[0]), "linear combination"));
        shapes.add(odd("all constant", 1, 1, row -> set(set(row, 0, 3), 1, CONSTANT), "'y0' is", "'x0' is"));
        shapes.add(new DataShape("two equal rows", 1, 2, 2, row -> new float[] {1, 2, 3}, List.of()));
        return shapes.stream();
    }

    private static DataShape plain(int context, int targets, int rows) {
        return new DataShape("plain", context, targets, rows, row -> row, List.of());
    }

    private static DataShape odd(
            String name, int context, int targets, UnaryOperator<float[]> change, String... warned) {
        return new DataShape(name, context, targets, ONE_LEFT, change, List.of(warned));
    }

    private static float[] set(float[] row, int column, float value) {
        row[column] = value;
        return row;
    }

    ColumnLayout layout() {
        return new ColumnLayout(names("y", context), names("x", targets));
    }

    private static List<String> names(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
    }

    InMemoryDataset data() {
        var random = RandomStream.of(5);
        int width = context + targets;
        float[] values = new float[rows * width];
        for (int r = 0; r < rows; r++) {
            float[] row = odd.apply(row(random));
            System.arraycopy(row, 0, values, r * width, width);
        }
        return InMemoryDataset.of(layout(), values);
    }

    private float[] row(RandomStream random) {
        float[] row = new float[context + targets];
        float sum = 0;
        for (int c = 0; c < row.length; c++) {
            row[c] = (float) random.gaussian() + (c < context ? 0 : sum);
            sum += c < context ? row[c] : 0;
        }
        return row;
    }

    /** Targets that have one value in all rows. */
    List<String> constants() {
        var data = data().targets();
        return layout().targets().stream()
                .filter(target -> data.floatColumn(target).min()
                        == data.floatColumn(target).max())
                .toList();
    }

    @Override
    public String toString() {
        return name + ", C " + context + ", D " + targets + ", " + rows + " rows";
    }
}
