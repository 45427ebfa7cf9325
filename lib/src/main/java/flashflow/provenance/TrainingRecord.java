package flashflow.provenance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * On what and how a model was trained, as it stands in its file. Equal trainings have equal records: there is no time in it. Files of
 * later releases may lack a part or have more, so that any may be null.
 *
 * @param library release that trained
 * @param engine PyTorch, its version, the kind of device
 * @param rows trained on, those held out apart
 * @param files names of the files that they come from, without folders; empty where that is not known
 * @param validationRows rows validated on; 0 without a validation
 * @param settings of the training, by name
 * @param epochs done
 * @param updates of the weights made
 * @param rejectedUpdates not made because a loss or a gradient was not finite
 * @param bestNll of the validations, in nats; null without one
 * @param bestEpoch when it was, in epochs
 * @param bestWeights whether the model has the weights of that moment, rather than the last
 * @param outcome how it ended, in a word or two
 * @param reports how many there are in the history
 * @param history of each column of the training's history the values that are not all missing: of all reports, or of equally spaced
 *     ones with the first and the last
 */
public record TrainingRecord(
        String library,
        String engine,
        long rows,
        List<String> files,
        long validationRows,
        Map<String, String> settings,
        int epochs,
        long updates,
        long rejectedUpdates,
        Double bestNll,
        double bestEpoch,
        boolean bestWeights,
        String outcome,
        int reports,
        Map<String, double[]> history) {
    private static final String SEED = "seed";
    private static final String TRAINING_NLL = "training_nll";

    /** Fills in for what a file lacks. */
    public TrainingRecord {
        files = files == null ? List.of() : List.copyOf(files);
        settings = settings == null ? Map.of() : settings;
        history = history == null ? Map.of() : history;
    }

    /** The history's columns. */
    public Table table() {
        return Table.create(
                "history",
                history.entrySet().stream()
                        .map(column -> DoubleColumn.create(column.getKey(), column.getValue()))
                        .toArray(DoubleColumn[]::new));
    }

    /**
     * Whether this is a later moment of the same training: the same rows and seed, and the first report with the same bits, which tells
     * a training that goes on from another one of the weights that the first has left.
     */
    boolean goesOnFrom(TrainingRecord earlier) {
        return rows == earlier.rows
                && updates >= earlier.updates
                && Objects.equals(settings.get(SEED), earlier.settings.get(SEED))
                && (earlier.reports == 0 || first() == earlier.first());
    }

    /** Indices of at most so many of a number of reports, equally spaced, the first and the last among them; all where they are fewer. */
    public static int[] spaced(int count, int most) {
        int kept = Math.min(count, most);
        return IntStream.range(0, kept)
                .map(i -> kept < 2 ? i : (int) ((long) i * (count - 1) / (kept - 1)))
                .toArray();
    }

    TrainingRecord withBestWeights() {
        return new TrainingRecord(
                library,
                engine,
                rows,
                files,
                validationRows,
                settings,
                epochs,
                updates,
                rejectedUpdates,
                bestNll,
                bestEpoch,
                true,
                outcome,
                reports,
                history);
    }

    /** NaN, which equals nothing, without a report. */
    private double first() {
        double[] losses = history.get(TRAINING_NLL);
        return losses == null || losses.length == 0 ? Double.NaN : losses[0];
    }
}
