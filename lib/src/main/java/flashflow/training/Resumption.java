package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.checkpoint.CheckpointFolder;
import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.checkpoint.SettingsChange;
import flashflow.training.checkpoint.TrainedDensity;
import flashflow.training.state.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes on from a checkpoint, and refuses one that belongs to another training. */
final class Resumption {
    private final TrainedDensity trained;
    private final TrainingSettings settings;
    private final DataFingerprint data;
    private final Consumer<String> warn;

    Resumption(TrainedDensity trained, TrainingSettings settings, DataFingerprint data, Consumer<String> warn) {
        this.trained = trained;
        this.settings = settings;
        this.data = data;
        this.warn = warn;
    }

    /** The training of the checkpoint, whose weights the flow then has; empty if there is none yet in the folder. */
    Optional<Past> from(Path fileOrFolder) {
        if (beginsThere(fileOrFolder)) {
            return Optional.empty();
        }
        var checkpoint = Checkpoint.open(fileOrFolder);
        check(checkpoint);
        checkpoint.skipped().forEach(warn);
        checkpoint.into(trained.density());
        return Optional.of(new Past(checkpoint.settings(), checkpoint.data(), checkpoint.state()));
    }

    /** The same cell serves the first run, when its folder is empty, and every later one. */
    private static boolean beginsThere(Path from) {
        boolean file = CheckpointFolder.isCheckpointName(from);
        return !file
                && !Files.isRegularFile(from)
                && CheckpointFolder.list(from).isEmpty();
    }

    private void check(Checkpoint checkpoint) {
        refuse(checkpoint, architecture(checkpoint));
        refuse(checkpoint, checkpoint.data().refusal(data));
        refuse(checkpoint, SettingsChange.refusal(checkpoint.settings(), settings));
        String change = change(checkpoint);
        if (change != null) {
            warn.accept("The training goes on with " + change + ", and so not as it would have without a stop.");
        }
        if (checkpoint.version() == 1) {
            warn.accept(
                    "The checkpoint is of version 1, which drew its random numbers otherwise; the training goes on with"
                            + " another order of rows, and so not as it would have without a stop.");
        }
        String engine = Checkpoint.engineNow(trained.density().device());
        if (!checkpoint.engine().equals(engine)) {
            warn.accept("The checkpoint was written with " + checkpoint.engine() + " and goes on with " + engine
                    + "; the last digits may differ.");
        }
    }

    private String change(Checkpoint checkpoint) {
        String change = SettingsChange.first(checkpoint.settings(), settings);
        boolean validation = checkpoint.data().validated() && !data.validated();
        return change == null && validation ? "no validation rows, which it had" : change;
    }

    private String architecture(Checkpoint checkpoint) {
        String difference = checkpoint.difference(trained.density());
        if (difference != null) {
            return difference;
        }
        if (!checkpoint.layout().equals(trained.layout())) {
            return "its flow has the columns " + checkpoint.layout().columns() + " and this one has "
                    + trained.layout().columns();
        }
        String its = checkpoint.preprocessing();
        String written = its == null ? null : Preprocessing.fromJson(its).toJson();
        return Objects.equals(trained.preprocessing(), written) ? null : "its preprocessing is another";
    }

    private static void refuse(Checkpoint checkpoint, String difference) {
        if (difference != null) {
            throw new FlashFlowException("Cannot go on from " + checkpoint.file() + ": " + difference
                    + "; give the same or begin anew in another folder.");
        }
    }
}
