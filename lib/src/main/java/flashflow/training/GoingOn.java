package flashflow.training;

import flashflow.FlashFlowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Finds what a training goes on from, and refuses what belongs to another one. */
final class GoingOn {
    private final Parts parts;
    private final DataPrint data;
    private final Consumer<String> warn;

    GoingOn(Parts parts, DataPrint data, Consumer<String> warn) {
        this.parts = parts;
        this.data = data;
        this.warn = warn;
    }

    /** An interrupted fit of this flow, else the wanted checkpoint, whose weights the flow then has; null to begin anew. */
    Snapshot snapshot() {
        Snapshot unfinished = Unfinished.take(parts, data);
        if (unfinished != null || parts.from == null || beginsThere(parts.from)) {
            return unfinished != null || parts.start == null ? unfinished : parts.start.snapshot(parts, data);
        }
        var checkpoint = Checkpoint.open(parts.from);
        check(checkpoint);
        checkpoint.skipped().forEach(warn);
        checkpoint.into(parts.flow);
        return checkpoint.snapshot();
    }

    /** The same cell serves the first run, when its folder is empty, and every later one. */
    private static boolean beginsThere(Path from) {
        boolean file = CheckpointFolder.isCheckpointName(from);
        return !file
                && !Files.isRegularFile(from)
                && CheckpointFolder.list(from).isEmpty();
    }

    private void check(Checkpoint checkpoint) {
        var recipe = Recipe.of(parts);
        refuse(checkpoint, architecture(checkpoint));
        refuse(checkpoint, checkpoint.data().difference(data));
        refuse(checkpoint, checkpoint.recipe().refusal(recipe));
        String change = checkpoint.recipe().change(recipe);
        if (change != null) {
            warn.accept("The training goes on with " + change + ", and so not as it would have without a stop.");
        }
        if (!checkpoint.engine().equals(CheckpointFile.engine(parts.flow.device()))) {
            warn.accept("The checkpoint was written with " + checkpoint.engine() + " and goes on with "
                    + CheckpointFile.engine(parts.flow.device()) + "; the last digits may differ.");
        }
    }

    private String architecture(Checkpoint checkpoint) {
        if (!checkpoint.config().equals(parts.flow.config())) {
            return "its flow is " + checkpoint.config() + " and this one is " + parts.flow.config();
        }
        if (!checkpoint.layout().equals(parts.layout)) {
            return "its flow has the columns " + checkpoint.layout().columns() + " and this one has "
                    + parts.layout.columns();
        }
        String mine = parts.model == null ? null : parts.model.preprocessing().toJson();
        return java.util.Objects.equals(mine, checkpoint.preprocessing()) ? null : "its preprocessing is another";
    }

    private static void refuse(Checkpoint checkpoint, String difference) {
        if (difference != null) {
            throw new FlashFlowException("Cannot go on from " + checkpoint.file() + ": " + difference
                    + "; give the same or begin anew in another folder.");
        }
    }
}
