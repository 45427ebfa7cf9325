package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.Interruption;
import flashflow.data.samples.FiniteValues;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * The classifier two-sample test (Lopez-Paz and Oquab, ICLR 2017): a small classifier is trained on half of the rows to tell
 * the samples apart and judged on the other half. An area of 0.5 says that it cannot; a good sample's weights are near 1.
 *
 * @param area area under the ROC curve on rows not trained on, with its bootstrap error
 * @param weights density ratio reference / sample at the sample's rows not trained on, p / (1 - p)
 */
public record TwoSampleClassifier(Estimate area, double[] weights) {
    private static final int EPOCHS = 12;
    private static final int BOOTSTRAPS = 30;
    /** In standard deviations of the reference; no value of fewer than a million rows lies so far out in its own sample. */
    private static final double FARTHEST = 1000;
    /** Log odds whose squared weights can still be summed. */
    private static final double SUREST = 300;

    /**
     * Runs the test over the columns of the reference. Rows of one event never lie on both sides: those of the reference and
     * of the sample that were made from the same context (they agree in it, or stand in the same place of tables of one
     * length), and all folds of an event (they agree, follow one another, or a column {@code event} of the sample numbers
     * the reference's rows). A classifier that knew the one would know the other again. Where there are more rows of one
     * sample than of the other, some are left out at random.
     *
     * @param seed draws the halves, the start and the order of the rows
     * @throws FlashFlowException if a column is missing, or a sample has no complete rows of two events
     */
    public static TwoSampleClassifier of(Table reference, Table sample, long seed) {
        try (var work = Interruption.of("classifier two-sample test")) {
            var samples = MatchedSamples.of(reference, sample).byContext(work);
            return of(samples.reference(), samples.sample(), seed, work);
        }
    }

    static TwoSampleClassifier of(Observations reference, Observations sample, long seed, Interruption work) {
        var covariance = Covariance.of(reference.atLeast(2, "classifier two-sample test"));
        var draws = Resampler.of(seed);
        var trained = trained(reference, sample, draws);
        int[][] training = rows(reference, sample, trained, true, draws);
        int[][] judging = rows(reference, sample, trained, false, draws);
        var x = reference.scaled(covariance.mean(), covariance.scales()).within(FARTHEST);
        var y = sample.scaled(covariance.mean(), covariance.scales()).within(FARTHEST);
        try (var net = new Perceptron(x.width(), draws.seed())) {
            train(net, x.rows(training[0]), y.rows(training[1]), draws, work);
            work.refuse();
            return judged(
                    net.logOdds(x.rows(judging[0]).rowMajor(), work),
                    net.logOdds(y.rows(judging[1]).rowMajor(), work),
                    draws,
                    work);
        }
    }

    /**
     * Half of the events, at random: half of those that are in both samples, in the reference alone and in the sample alone,
     * so that each has equally many rows to train and to judge.
     */
    private static IntSet trained(Observations reference, Observations sample, Resampler draws) {
        var inReference = new IntOpenHashSet(reference.events());
        var inSample = new IntOpenHashSet(sample.events());
        var all = new IntLinkedOpenHashSet(reference.events());
        all.addAll(IntList.of(sample.events()));
        int[] events = all.toIntArray();
        var trained = new IntOpenHashSet();
        boolean[] next = new boolean[3];
        for (int i : draws.chosen(events.length, events.length)) {
            boolean both = inReference.contains(events[i]) && inSample.contains(events[i]);
            int kind = both ? 0 : inSample.contains(events[i]) ? 1 : 2;
            next[kind] = !next[kind];
            if (next[kind]) {
                trained.add(events[i]);
            }
        }
        return trained;
    }

    /** Equally many rows of either sample on one side. */
    private static int[][] rows(
            Observations reference, Observations sample, IntSet trained, boolean wanted, Resampler draws) {
        int[] a = rows(reference, trained, wanted);
        int[] b = rows(sample, trained, wanted);
        int count = Math.min(a.length, b.length);
        if (count == 0) {
            throw new FlashFlowException(
                    "The classifier two-sample test needs rows of at least two events of each sample,"
                            + " to train on one and to judge by the other; widen the selection.");
        }
        return new int[][] {thinned(a, count, draws), thinned(b, count, draws)};
    }

    private static int[] rows(Observations sample, IntSet trained, boolean wanted) {
        int[] events = sample.events();
        return IntStream.range(0, events.length)
                .filter(i -> trained.contains(events[i]) == wanted)
                .toArray();
    }

    private static int[] thinned(int[] rows, int count, Resampler draws) {
        return IntStream.of(draws.chosen(rows.length, count)).map(i -> rows[i]).toArray();
    }

    private static void train(Perceptron net, Observations x, Observations y, Resampler draws, Interruption work) {
        float[] first = x.rowMajor();
        float[] rows = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(y.rowMajor(), 0, rows, first.length, first.length);
        float[] labels = new float[2 * x.size()];
        Arrays.fill(labels, 0, x.size(), 1);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            net.epoch(rows, labels, draws, work);
        }
    }

    private static TwoSampleClassifier judged(double[] reference, double[] sample, Resampler draws, Interruption work) {
        double[] a = FiniteValues.sorted(reference, "reference's score");
        double[] b = FiniteValues.sorted(sample, "sample's score");
        var area = RocCheck.area(new double[][] {a, b}, BOOTSTRAPS, draws, work);
        return new TwoSampleClassifier(
                area,
                Arrays.stream(sample)
                        .map(odds -> Math.exp(Math.max(-SUREST, Math.min(odds, SUREST))))
                        .toArray());
    }

    /** Kish's effective share of the sample under the weights, (sum w)^2 / (n sum w^2): 1 for a perfect sample. */
    public double effectiveShare() {
        double sum = Arrays.stream(weights).sum();
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        return sum * sum / (weights.length * squares);
    }
}
