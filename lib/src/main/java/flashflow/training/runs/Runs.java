package flashflow.training.runs;

import flashflow.FlashFlowException;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.training.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * The trainings whose checkpoints lie in a folder and those below it, the best validation first and damaged ones last: how each stands, and the settings that
 * differ between them. What it shows is that of the moment it was made.
 *
 * <pre>{@code
 * var runs = Runs.in(Path.of("out/checkpoints"));
 * Plots.loss(runs.histories());
 * var model = runs.open("wide").model();
 * }</pre>
 */
public final class Runs implements Viewable {
    private static final Comparator<RunFolder> BEST_FIRST = Comparator.comparing(RunFolder::isDamaged)
            .thenComparingDouble(RunFolder::bestNll)
            .thenComparing(RunFolder::name);

    private final Path root;
    private final List<RunFolder> runs;
    /** What to say of folders that could not be looked into. */
    private final List<String> warnings;

    private Runs(Path root, Function<Path, Checkpoint> opening) {
        var found = RunSearch.in(root);
        this.root = root;
        this.runs = found.folders().stream()
                .map(folder -> new RunLook(folder, opening).at(root))
                .sorted(BEST_FIRST)
                .toList();
        this.warnings = found.warnings();
    }

    /**
     * Looks for trainings, of which each has a folder of its own with checkpoints or a history. Of the checkpoints the headers are read;
     * {@link #verified} reads all of them.
     *
     * @param folder the root of the search, which goes 5 folders deep and follows links; folders that begin with a dot are left out
     * @throws FlashFlowException if there is no such folder
     */
    public static Runs in(Path folder) {
        return new Runs(folder, Checkpoint::look);
    }

    /** The same, with the checksum of each newest checkpoint verified, which takes as long as reading them. */
    public Runs verified() {
        return new Runs(root, Checkpoint::open);
    }

    /** The folders of the trainings, as paths from the root with {@code /} between names; {@code .} is the root itself. */
    public List<String> names() {
        return runs.stream().map(RunFolder::name).toList();
    }

    /**
     * The history of each training that has a report, by its name, as in {@code TrainingRun.history()}: with the reports after its
     * newest checkpoint, where there are some.
     */
    public Map<String, Table> histories() {
        var histories = new LinkedHashMap<String, Table>();
        runs.stream()
                .filter(run -> run.history().rowCount() > 0)
                .forEach(run -> histories.put(run.name(), run.history().copy()));
        return histories;
    }

    /**
     * Opens a training as it was at its newest checkpoint.
     *
     * @param name one of {@link #names}
     * @throws FlashFlowException if there is none of that name, or it is damaged or has no checkpoint yet
     */
    public StoredRun open(String name) {
        var run = runs.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FlashFlowException("There is no training '" + name + "' in " + root + "; "
                        + (runs.isEmpty() ? "there is none at all." : "there are " + names() + ".")));
        return StoredRun.of(run.name(), run.folder());
    }

    /**
     * One row for each training: {@code run, state, best_nll} (of the validations, nats), {@code best_epoch, epochs, of_epochs, updates,
     * seconds, bytes, written}, the settings that differ, and {@code remark}, such as why it cannot be read. What is not known is
     * missing. The state is {@code running, finished, stopped early, interrupted, failed, unfinished} (killed, or of an earlier
     * release) or {@code damaged}.
     */
    public Table table() {
        return new RunTable(runs).table("Trainings");
    }

    /** The table, with shorter columns, and what keeps the trainings from being compared. */
    @Override
    public String toHtml() {
        return new RunTable(runs).html(root, sentences());
    }

    @Override
    public String toString() {
        return Stream.concat(Stream.of(TextTable.of(table())), sentences().stream())
                .reduce((one, other) -> one + "\n" + other)
                .orElseThrow();
    }

    private List<String> sentences() {
        return Stream.concat(new Differences(runs).incomparable().stream(), warnings.stream())
                .toList();
    }
}
