package flashflow.preprocessing;

import flashflow.data.Moments;
import flashflow.data.RowSource;
import flashflow.data.regression.LinearCombinations;
import flashflow.preprocessing.transforms.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks at the targets, as they reach the standardisation, for what a flow does badly with: tails far wider than the bulk,
 * values that most rows share, and targets that are linear combinations of other columns; and for context that is one.
 */
final class TargetRemarks {
    /** In distances of the quartiles; an exponential distribution of 5 M rows reaches 15. */
    private static final double HEAVY = 50;

    private static final int NAMED = 4;
    private static final int ROWS_FOR_A_COLUMN = 10;
    private static final int CATEGORIES = 32;
    private static final double NEGLIGIBLE = 1e-3;

    private final List<ColumnChain> chains;
    private final int contextColumns;
    private final double[][] columns;
    private final List<String> sentences = new ArrayList<>();

    private TargetRemarks(List<ColumnChain> chains, int contextColumns, double[][] columns) {
        this.chains = chains;
        this.contextColumns = contextColumns;
        this.columns = columns;
    }

    /**
     * One sentence for each oddity.
     *
     * @param source the training rows, its columns those of the chains
     * @param moments of what reaches the standardisation, over all rows
     */
    static List<String> of(RowSource source, List<ColumnChain> chains, long seed, List<Moments> moments) {
        double[][] columns = new ChainScan(chains, seed).sample(source);
        int context = source.layout().context().size();
        if (areTooFew(columns)) {
            return List.of();
        }
        var remarks = new TargetRemarks(chains, context, columns);
        for (int c = context; c < chains.size(); c++) {
            if (!chains.get(c).isDiscrete()) {
                remarks.remarkOnShape(c, moments.get(c));
            }
        }
        remarks.remarkOnCombinations();
        return List.copyOf(remarks.sentences);
    }

    /** Whether a sample of rows, column by column, is too small to tell what follows from what. */
    static boolean areTooFew(double[][] columns) {
        return columns[0].length < ROWS_FOR_A_COLUMN * columns.length;
    }

    private void remarkOnShape(int c, Moments all) {
        double[] sorted = columns[c].clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double bulk = sorted[3 * sorted.length / 4] - sorted[sorted.length / 4];
        double farthest = Math.max(all.max() - median, median - all.min());
        if (bulk == 0 && !all.isConstant()) {
            sentences.add("Target '" + name(c) + "': more than half of the values are " + Numbers.rounded(median)
                    + " before they are standardised; such a spike has no density, and the NLL falls without end: turn it"
                    + " into a gaussian with Spike.");
        } else if (farthest > HEAVY * bulk) {
            sentences.add("Target '" + name(c) + "' has heavy tails: a value lies " + Numbers.rounded(farthest / bulk)
                    + " times as far from the median as the quartiles from each other, where the NLL may be in the thousands;"
                    + " transform it (Log, Log1p, Atan) or clip it.");
        }
    }

    private void remarkOnCombinations() {
        var combinations = LinearCombinations.of(columns);
        for (int c = 0; c < columns.length; c++) {
            int column = c;
            combinations
                    .of(c)
                    .filter(any -> column >= contextColumns || isContinuous(column))
                    .ifPresent(factors -> sentences.add(combination(column, names(factors))));
        }
    }

    /** Flags and categories of the context often follow from each other, which does no harm. */
    private boolean isContinuous(int column) {
        return Arrays.stream(columns[column]).distinct().limit(CATEGORIES + 1).count() > CATEGORIES;
    }

    private String combination(int column, String of) {
        return column < contextColumns
                ? "Context column '" + name(column) + "' follows from " + of
                        + " as a linear combination and tells the flow nothing more; leave it out, or see to it that it does so"
                        + " wherever a sample is drawn."
                : "Target '" + name(column) + "' nearly follows from " + of
                        + " as a linear combination, so that it has hardly a density of its own and the NLL falls and falls;"
                        + " leave it out, and compute it afterwards.";
    }

    private String names(double[] factors) {
        return listed(IntStream.range(0, factors.length)
                .filter(k -> Math.abs(factors[k]) > NEGLIGIBLE)
                .mapToObj(this::name)
                .toList());
    }

    /** The first names of columns, and how many more there are. */
    static String listed(List<String> names) {
        String named = names.stream().limit(NAMED).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return names.size() > NAMED ? named + " and " + (names.size() - NAMED) + " more columns" : named;
    }

    private String name(int column) {
        return chains.get(column).name();
    }
}
