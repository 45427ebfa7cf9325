package flashflow.training.checkpoint;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.training.state.CheckpointPolicy;
import flashflow.training.state.TrainingSettings;
import flashflow.training.state.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes checkpoints when they are due. What cannot be written is a warning, and the training goes on. */
public final class CheckpointWriter implements AutoCloseable {
    private final Path place;
    private final TrainedDensity trained;
    private final TrainingSettings settings;
    private final CheckpointPolicy policy;
    private final DataFingerprint data;
    private final TrainingState state;
    private final Consumer<String> warn;
    private final LastingTrouble writing;
    private final LastingTrouble deleting;
    private final LastingTrouble recording;
    private CheckpointFolder folder;
    private HistoryFile history;
    private Path newest;
    private Double bestWritten;
    private long lastWritten = System.nanoTime();

    /**
     * A writer for one training.
     *
     * @param place folder for the checkpoints; null for none
     * @param trained whose weights they hold
     * @param settings when they are due, and what they say of the training
     * @param data what they say of the training rows
     * @param state what they hold besides
     * @param warn hears what cannot be written
     */
    public CheckpointWriter(
            Path place,
            TrainedDensity trained,
            TrainingSettings settings,
            DataFingerprint data,
            TrainingState state,
            Consumer<String> warn) {
        this.place = place;
        this.trained = trained;
        this.settings = settings;
        this.policy = settings.checkpoints();
        this.data = data;
        this.state = state;
        this.warn = warn;
        this.writing = new LastingTrouble(warn);
        this.deleting = new LastingTrouble(warn);
        this.recording = new LastingTrouble(warn);
    }

    /** Makes the folder this training's own; to be called when it is known where the training goes on from. */
    public void begin() {
        if (place == null) {
            return;
        }
        try {
            claim();
        } catch (IOException e) {
            writing.happened(cannotWrite(e));
        }
        reported();
    }

    private void claim() throws IOException {
        if (folder != null) {
            return;
        }
        folder = CheckpointFolder.claim(place);
        history = new HistoryFile(place);
        Path aside = folder.setAside(this::isOwn);
        if (aside != null) {
            warn.accept(
                    "The folder " + place + " held what is not of this training's past; it is in " + aside + " now.");
        }
        var own = CheckpointFolder.list(place);
        newest = own.isEmpty() ? null : own.get(own.size() - 1);
    }

    /** Of this training, and no later than where it goes on; the best model is written again when it is needed. */
    private boolean isOwn(Path file) {
        try {
            if (file.endsWith(HistoryFile.NAME)) {
                return history.isPastOf(state.history(), goesOn());
            }
            if (file.endsWith(CheckpointFolder.BEST)) {
                return CheckpointFormat.isBestOf(file, state.position().training());
            }
            var there = Checkpoint.glance(file).position();
            var here = state.position();
            return there.training().equals(here.training()) && !there.isAfter(here);
        } catch (FlashFlowException e) {
            return false;
        }
    }

    private boolean goesOn() {
        return state.position().updates() > 0 || state.history().size() > 0;
    }

    /** A report was added to the history. What cannot be written now is told by the next checkpoint, if it cannot be written then. */
    public void reported() {
        if (folder == null) {
            return;
        }
        try {
            FileThread.run(() -> history.bringUpTo(state.history()));
        } catch (IOException | FlashFlowException e) {
            // A full disk is one trouble, of which the checkpoint speaks.
        }
    }

    /** Writes one if its time has come. */
    public void batchEnded() {
        boolean due = policy.everySeconds() > 0 && (System.nanoTime() - lastWritten) * 1e-9 >= policy.everySeconds();
        if (due) {
            write();
        }
    }

    /** Writes one if it is due after this epoch, or the training is over. */
    public void epochEnded() {
        var position = state.position();
        boolean over = position.epoch() >= settings.epochs() || position.stopped();
        if (position.epoch() % policy.everyEpochs() == 0 || over) {
            write();
        }
    }

    /** Writes one now, and deletes the oldest. */
    public void write() {
        if (writeBeside() && newest != null) {
            delete();
        }
    }

    /** Writes one now and deletes none; gives false if that failed. */
    public boolean writeBeside() {
        lastWritten = System.nanoTime();
        if (place == null) {
            return false;
        }
        try {
            FileThread.run(this::writeFiles);
        } catch (IOException e) {
            writing.happened(cannotWrite(e));
            return false;
        } catch (FlashFlowException e) {
            writing.happened(e.getMessage() + " The training goes on without checkpoints until they can be written.");
            return false;
        }
        writing.wentWell(times -> "Checkpoints are written into " + place + " again; " + times + " could not be.");
        record();
        return true;
    }

    private void record() {
        try {
            FileThread.run(() -> history.bringUpTo(state.history()));
        } catch (IOException e) {
            recording.happened("The history cannot be written to " + history.file() + " (" + AtomicFile.reason(e)
                    + "); the training goes on, and its checkpoints have it.");
            return;
        } catch (FlashFlowException e) {
            recording.happened(e.getMessage() + " The training goes on, and its checkpoints have the history.");
            return;
        }
        recording.wentWell(times -> "The history is written to " + history.file() + " again.");
    }

    private void writeFiles() throws IOException {
        claim();
        Path file = folder.checkpoint(state.position());
        CheckpointFormat.write(file, trained, settings, data, state);
        newest = file;
        if (state.best() != null && !state.position().bestNll().equals(bestWritten)) {
            CheckpointFormat.writeBest(folder.best(), trained, settings, data, state);
            bestWritten = state.position().bestNll();
        }
    }

    private void delete() {
        try {
            folder.keepNewest(policy.keep(), newest);
        } catch (IOException | FlashFlowException e) {
            deleting.happened("Earlier checkpoints cannot be deleted from " + place + " (" + e + "); they stay there.");
            return;
        }
        deleting.wentWell(times -> "Earlier checkpoints are deleted from " + place + " again.");
    }

    private String cannotWrite(IOException e) {
        return "Checkpoints cannot be written into " + place + " (" + e + "); the training goes on without.";
    }

    /** The newest one that was written; null before. */
    public Path newest() {
        return newest;
    }

    /** The end of a sentence. */
    public String whereTheyAre() {
        return newest == null ? "." : "; its newest checkpoint is " + newest + ".";
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
