package flashflow.categorical;

import flashflow.data.Blocks;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How often each class occurs among the training rows. */
final class ClassCounts {
    private static final int BLOCK = 1 << 14;
    private static final int NAMED = 8;

    private ClassCounts() {}

    /** @throws flashflow.FlashFlowException if a value is none of the classes */
    static long[] of(RowSource rows, String column, int classes) {
        var counts = new long[classes];
        var chosen = ChosenColumns.of(rows, new ColumnLayout(List.of(), List.of(column)));
        Blocks.of(chosen, BLOCK).read(chosen, (values, first, count) -> {
            for (int i = 0; i < count; i++) {
                ClassRows.check(column, first + i, values[i], classes);
                counts[(int) values[i]]++;
            }
        });
        return counts;
    }

    /** What to say of classes that no training row has; empty where there is none, or nothing was trained. */
    static Optional<String> warning(String column, float[] shares) {
        int[] absent =
                IntStream.range(0, shares.length).filter(k -> shares[k] == 0).toArray();
        if (absent.length == 0 || absent.length == shares.length) {
            return Optional.empty();
        }
        String named =
                IntStream.of(absent).limit(NAMED).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String more = absent.length > NAMED ? " and " + (absent.length - NAMED) + " more" : "";
        String classes = absent.length == 1 ? "the class " : "the classes ";
        String all = absent.length == shares.length - 1
                ? " All rows are of one class, from which no dependence on the context can be learned."
                : "";
        return Optional.of("No training row of column '" + column + "' has " + classes + named + more
                + "; the model gives what never occurs a probability near 0." + all);
    }
}
