package flashflow.training;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes checkpoints when they are due. What cannot be written is a warning, and the training goes on. */
final class Checkpoints implements AutoCloseable {
    private final CheckpointPolicy policy;
    private final int epochs;
    private final TrainingState state;
    private final CheckpointFile format;
    private final Consumer<String> warn;
    private CheckpointFolder folder;
    private Path newest;
    private Double bestWritten;
    private String lastWarning;
    private long lastWritten = System.nanoTime();

    Checkpoints(Parts parts, TrainingState state, DataPrint data, Consumer<String> warn) {
        this.policy = parts.checkpoints;
        this.epochs = parts.settings.epochs();
        this.state = state;
        this.format = new CheckpointFile(parts, data);
        this.warn = warn;
    }

    /** Makes the folder this training's own; to be called when it is known where the training goes on from. */
    void begin() {
        if (policy.folder() == null) {
            return;
        }
        try {
            claim();
        } catch (IOException e) {
            warnOnce(cannotWrite(e));
        }
    }

    private void claim() throws IOException {
        if (folder != null) {
            return;
        }
        folder = CheckpointFolder.claim(policy.folder());
        Path aside = folder.setAside(this::isOwn);
        if (aside != null) {
            warn.accept("The folder " + policy.folder()
                    + " held checkpoints that are not of this training's past; they are in " + aside + " now.");
        }
        var own = CheckpointFolder.list(policy.folder());
        newest = own.isEmpty() ? null : own.get(own.size() - 1);
    }

    /** Of this training, and no later than where it goes on; the best model is written again when it is needed. */
    private boolean isOwn(Path file) {
        try {
            if (file.endsWith(CheckpointFolder.BEST)) {
                return CheckpointFile.isBestOf(file, state.position.training);
            }
            var there = Checkpoint.glance(file);
            var here = state.position;
            boolean later = there.epoch() > here.epoch || there.epoch() == here.epoch && there.batch() > here.batch;
            return there.training().equals(here.training) && !later;
        } catch (FlashFlowException e) {
            return false;
        }
    }

    void batchEnded() {
        boolean due = policy.everySeconds() > 0 && (System.nanoTime() - lastWritten) * 1e-9 >= policy.everySeconds();
        if (due) {
            write();
        }
    }

    void epochEnded() {
        var position = state.position;
        if (position.epoch % policy.everyEpochs() == 0 || position.epoch >= epochs || position.stopped) {
            write();
        }
    }

    /** Writes one now, and deletes the oldest. */
    void write() {
        if (writeBeside() && newest != null) {
            warnOf(() -> folder.keepNewest(policy.keep(), newest));
        }
    }

    /** Writes one now and deletes none; gives false if that failed. */
    boolean writeBeside() {
        lastWritten = System.nanoTime();
        return policy.folder() != null && warnOf(() -> Undisturbed.run(this::writeFiles));
    }

    private void writeFiles() throws IOException {
        claim();
        Path file = folder.checkpoint(state.position);
        format.write(file, state);
        newest = file;
        if (state.best() != null && !state.position.bestNll.equals(bestWritten)) {
            format.writeBest(folder.best(), state);
            bestWritten = state.position.bestNll;
        }
    }

    private boolean warnOf(Undisturbed.Work work) {
        try {
            work.run();
            return true;
        } catch (IOException e) {
            warnOnce(cannotWrite(e));
        } catch (FlashFlowException e) {
            warnOnce(e.getMessage() + " The training goes on.");
        }
        return false;
    }

    private String cannotWrite(IOException e) {
        return "Checkpoints cannot be written into " + policy.folder() + " (" + e + "); the training goes on without.";
    }

    private void warnOnce(String sentence) {
        if (!sentence.equals(lastWarning)) {
            warn.accept(sentence);
        }
        lastWarning = sentence;
    }

    /** The newest one that was written; null before. */
    Path newest() {
        return newest;
    }

    /** The end of a sentence. */
    String whereTheyAre() {
        return newest == null ? "." : "; its newest checkpoint is " + newest + ".";
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
