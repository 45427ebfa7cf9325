package flashflow.training.ensemble;

import flashflow.FlashFlowException;
import flashflow.data.ConcatenatedRows;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.data.selection.Split;
import flashflow.random.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which rows a member of an ensemble trains and validates on. */
enum MemberRows {
    /** All; the training holds some out by itself. */
    ALL {
        @Override
        List<Part> of(RowSource data, int members, long seed) {
            return IntStream.range(0, members)
                    .mapToObj(i -> new Part(data, null))
                    .toList();
        }
    },
    FOLDS {
        @Override
        List<Part> of(RowSource data, int members, long seed) {
            if (members < 2 || data.rowCount() < members) {
                throw new FlashFlowException("The " + data.rowCount() + " rows cannot be cut into " + members
                        + " folds, of which each is left out once; folds() needs at least 2 members and as many rows.");
            }
            double[] shares = new double[members];
            Arrays.fill(shares, 1.0 / members);
            var folds = Split.of(data, seed).parts(shares).all();
            return IntStream.range(0, members).mapToObj(i -> fold(folds, i)).toList();
        }
    },
    BOOTSTRAP {
        @Override
        List<Part> of(RowSource data, int members, long seed) {
            return IntStream.range(0, members)
                    .mapToObj(i -> resampled(data, seed, i))
                    .toList();
        }
    };

    /**
     * The rows of one member.
     *
     * @param validation null where none are kept apart
     */
    record Part(RowSource train, RowSource validation) {}

    /** One part for each member. */
    abstract List<Part> of(RowSource data, int members, long seed);

    private static Part fold(List<SelectedRows> folds, int left) {
        var others = new ArrayList<RowSource>(folds);
        var validation = others.remove(left);
        return new Part(ConcatenatedRows.of(others, -1), validation);
    }

    private static Part resampled(RowSource data, long seed, int member) {
        int count = Math.toIntExact(data.rowCount());
        var random = Purpose.SELECTION.stream(seed, member);
        int[] drawn =
                IntStream.range(0, count).map(i -> random.below(count)).sorted().toArray();
        long[] distinct = Arrays.stream(drawn).distinct().asLongStream().toArray();
        var validation = distinct.length == count ? null : SelectedRows.without(data, distinct);
        var rows = new ResampledRows(data, drawn);
        // Memory has no room for columns carried along, such as weights.
        return new Part(data.carried().isEmpty() ? InMemoryDataset.copyOf(rows) : rows, validation);
    }
}
