package flashflow.preprocessing;

import flashflow.data.RowSource;
import flashflow.preprocessing.transforms.Discrete;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Chains by what the values of the columns look like: a sample of rows from all over shows the shapes, and one pass over all rows
 * the extremes and how often each of few values occurs. So the memory does not grow with the rows.
 */
final class Guess {
    /** Of a column of few values each is there so often in the sample. */
    private static final int ROWS_FOR_A_VALUE = 4;

    private Guess() {}

    /**
     * One chain for each column, not standardised, with its reason as comment.
     *
     * @param data rows from all over, or all of them
     * @param pass over all rows
     */
    static List<ColumnChain> chains(RowSource data, Function<Preprocessing, FitStatistics> pass) {
        var plain = Preprocessing.none(data.layout()).chains();
        var marked = Float64Columns.marked(plain, data);
        double[][] sample = new ChainScan(marked, 0).sample(data);
        var counting = new Preprocessing(data.layout(), counting(marked, sample), 0, null);
        var seen = pass.apply(counting).requireUsable();
        var chains = new ArrayList<ColumnChain>();
        for (int c = 0; c < plain.size(); c++) {
            var shape = ColumnShape.of(
                    plain.get(c).name(), sample[c], seen.columns().get(c));
            boolean context = c < data.layout().context().size();
            var chain = context ? new ContextGuess(shape).chain() : new TargetGuess(shape).chain();
            chains.add(chain.withComment(chain.comment() + by(sample[c].length, seen.rows())));
        }
        return List.copyOf(chains);
    }

    private static String by(int rows, long all) {
        return rows == all ? "" : String.format(Locale.ROOT, " (by %d of %d rows)", rows, all);
    }

    /** The chains, of columns of few values with a step that has them counted. */
    private static List<ColumnChain> counting(List<ColumnChain> chains, double[][] sample) {
        var counting = new ArrayList<ColumnChain>();
        for (int c = 0; c < chains.size(); c++) {
            long different = Arrays.stream(sample[c])
                    .distinct()
                    .limit(Discrete.MOST + 1L)
                    .count();
            boolean few = different <= Discrete.MOST && different * ROWS_FOR_A_VALUE <= sample[c].length;
            counting.add(few ? chains.get(c).plus(Discrete.unfitted()) : chains.get(c));
        }
        return counting;
    }
}
