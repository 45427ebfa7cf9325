package flashflow.training;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes checkpoints when they are due. */
final class Checkpoints {
    Checkpoints(Parts parts, TrainingState state, TrainingData data, Consumer<String> warn) {}

    void begin() {}

    void batchEnded() {}

    void reported(boolean best) {}

    void epochEnded() {}

    void write() {}

    Path newest() {
        return null;
    }

    String whereTheyAre() {
        return ".";
    }
}
