package flashflow.validation.probabilities;

import flashflow.data.Interruption;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Checks whether predicted probabilities of classes are as often right as they say, on rows that nobody was trained on. Each score
 * stands beside its null, which is drawn by the probabilities themselves: what right ones would score on these very rows.
 *
 * <pre>{@code
 * var report = ProbabilityCheck.of(valid.intColumn("found"), model.probabilities(valid));
 * }</pre>
 */
public final class ProbabilityCheck {
    private ProbabilityCheck() {}

    /** {@link #of(NumericColumn, Table, ProbabilityOptions)} with the default options. */
    public static ProbabilityReport of(NumericColumn<?> classes, Table probabilities) {
        return of(classes, probabilities, ProbabilityOptions.defaults());
    }

    /**
     * Checks them.
     *
     * @param classes the class that occurred, from 0, row by row
     * @param probabilities a column for each class, in their order; one column alone is that of class 1 of two
     * @throws flashflow.FlashFlowException if numbers of rows differ, a class is none, or a probability is no probability
     * @throws flashflow.data.WorkInterrupted if the thread is interrupted
     */
    public static ProbabilityReport of(NumericColumn<?> classes, Table probabilities, ProbabilityOptions options) {
        var rows = Predictions.of(classes, probabilities);
        int[] looked = rows.lookedAt();
        var bins = IntStream.of(looked)
                .mapToObj(k -> Reliability.bins(rows.of(k), options))
                .toArray(Bins[]::new);
        var reliabilities = IntStream.range(0, looked.length)
                .mapToObj(i -> Reliability.of(rows, looked[i], bins[i], options.level()))
                .toList();
        var checks = checks(Scores.of(rows, rows.truth(), bins), nulls(rows, bins, options), options.level());
        return new ProbabilityReport(checks, reliabilities, rows.rows(), options.draws(), options.level());
    }

    private static List<Scores> nulls(Predictions rows, Bins[] bins, ProbabilityOptions options) {
        var found = new ArrayList<Scores>();
        try (var work = Interruption.of("check of probabilities")) {
            for (int draw = 0; draw < options.draws(); draw++) {
                work.refuse();
                var random = Purpose.VALIDATION.stream(options.seed(), draw);
                found.add(Scores.of(rows, drawn(rows, random), bins));
            }
        }
        return found;
    }

    /** A class for each row, by its probabilities. */
    private static int[] drawn(Predictions rows, RandomStream random) {
        int[] classes = new int[rows.rows()];
        Arrays.setAll(classes, row -> drawn(rows, row, random.uniform()));
        return classes;
    }

    private static int drawn(Predictions rows, int row, double uniform) {
        double left = uniform;
        int last = 0;
        for (int k = 0; k < rows.classes(); k++) {
            double p = rows.of(k)[row];
            if (left < p) {
                return k;
            }
            left -= p;
            last = p > 0 ? k : last;
        }
        return last;
    }

    private static List<ScoreCheck> checks(Scores found, List<Scores> nulls, double level) {
        var all = new ArrayList<ScoreCheck>();
        all.add(new ScoreCheck(
                ScoreCheck.LOG_LOSS,
                found.logLoss(),
                nulls.stream().mapToDouble(Scores::logLoss).toArray(),
                false,
                level,
                3));
        all.add(new ScoreCheck(
                ScoreCheck.BRIER,
                found.brier(),
                nulls.stream().mapToDouble(Scores::brier).toArray(),
                false,
                level,
                3));
        all.add(new ScoreCheck(
                ScoreCheck.CALIBRATION_ERROR,
                found.calibrationError(),
                nulls.stream().mapToDouble(Scores::calibrationError).toArray(),
                true,
                level,
                3));
        return all;
    }
}
