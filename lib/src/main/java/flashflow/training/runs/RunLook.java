package flashflow.training.runs;

import flashflow.FlashFlowException;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.checkpoint.CheckpointFolder;
import flashflow.training.checkpoint.HistoryFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import tech.tablesaw.api.Table;

/** A look into the folder of one training, of which any part may be damaged, missing, or changing meanwhile. */
final class RunLook {
    private static final String RUNNING = "running";
    private static final String UNFINISHED = "unfinished";

    private final Path folder;
    private final Function<Path, Checkpoint> opening;
    private final List<String> remarks = new ArrayList<>();
    private boolean running;
    private boolean damaged;

    /** @param opening gives the newest checkpoint of a folder */
    RunLook(Path folder, Function<Path, Checkpoint> opening) {
        this.folder = folder;
        this.opening = opening;
    }

    RunFolder at(Path root) {
        running = running();
        var written = history();
        var told = told();
        var history = newer(written, told.map(ToldByCheckpoint::history));
        var best = BestNll.of(history, told);
        double epochs = most(Columns.last(history, "epoch"), told.map(ToldByCheckpoint::epochs));
        remarkLostEpochs(epochs, told);
        var files = FolderFiles.of(folder);
        return new RunFolder(
                RunFolder.nameOf(root, folder),
                folder,
                state(told),
                best.nll(),
                best.epoch(),
                Math.floor(epochs),
                told.map(ToldByCheckpoint::ofEpochs).orElse(Double.NaN),
                most(Columns.last(history, "updates"), told.map(ToldByCheckpoint::updates)),
                Columns.sum(history, "seconds"),
                files.bytes(),
                files.written(),
                history,
                told.map(ToldByCheckpoint::settings).orElse(Map.of()),
                remarks.stream().map(this::withoutFolder).toList());
    }

    private boolean running() {
        var written = CheckpointFolder.isBeingWritten(folder);
        if (written.isEmpty()) {
            remarks.add("Whether it runs cannot be seen: its file system has no locks.");
        }
        return written.orElse(false);
    }

    private Optional<Table> history() {
        try {
            return HistoryFile.read(folder);
        } catch (FlashFlowException e) {
            remarks.add(e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<ToldByCheckpoint> told() {
        if (Checkpoint.list(folder).isEmpty()) {
            remarks.add(running ? "It has no checkpoint yet." : "It has no checkpoint, and cannot be gone on with.");
            return Optional.empty();
        }
        try {
            var checkpoint = opened();
            remarks.addAll(checkpoint.skipped());
            return Optional.of(ToldByCheckpoint.of(checkpoint));
        } catch (FlashFlowException e) {
            damaged = true;
            remarks.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** A running training deletes its oldest checkpoints: a second look finds the newer ones. */
    private Checkpoint opened() {
        try {
            return opening.apply(folder);
        } catch (FlashFlowException e) {
            if (running) {
                return opening.apply(folder);
            }
            throw e;
        }
    }

    private static Table newer(Optional<Table> written, Optional<Table> told) {
        int known = told.map(Table::rowCount).orElse(0);
        return written.filter(table -> table.rowCount() >= known)
                .or(() -> told)
                .orElseGet(() -> Table.create("history"));
    }

    private void remarkLostEpochs(double epochs, Optional<ToldByCheckpoint> told) {
        told.filter(checkpoint -> !running && Math.floor(epochs) > checkpoint.epochs())
                .ifPresent(checkpoint -> remarks.add("It goes on after epoch " + (long) checkpoint.epochs()
                        + ", where its newest readable checkpoint is."));
    }

    private String state(Optional<ToldByCheckpoint> told) {
        if (running) {
            return RUNNING;
        }
        return damaged ? RunFolder.DAMAGED : told.map(ToldByCheckpoint::state).orElse(UNFINISHED);
    }

    /** The row says where it is. */
    private String withoutFolder(String remark) {
        return remark.replace(folder + java.io.File.separator, "").replace("The folder " + folder, "It");
    }

    /** Of those that are known. */
    private static double most(double one, Optional<Double> other) {
        return DoubleStream.of(one, other.orElse(Double.NaN))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }
}
