package flashflow.training;

import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.state.Position;
import flashflow.training.state.SavedState;
import flashflow.training.state.TrainingSettings;
import java.util.function.Consumer;

/**
 * What a training goes on from.
 *
 * @param settings before the stop; null where another program trained
 * @param data likewise
 * @param state how far it was
 */
record Past(TrainingSettings settings, DataFingerprint data, SavedState state) {
    /** Whether the best validation so far was one of other rows than those of now. */
    boolean hasOtherValidation(DataFingerprint now) {
        return data != null && data.hasOtherValidation(now) && state.position().bestNll() != null;
    }

    /** Says what is not as it was, or as one might think. */
    void warn(TrainingSettings now, Position position, int batches, Consumer<String> warn) {
        if (position.epoch() > now.epochs()) {
            warn.accept("This training has " + position.epoch() + " epochs behind it, and epochs(" + now.epochs()
                    + ") wants fewer, so that nothing is trained; epochs count from the very beginning: give epochs("
                    + (position.epoch() + now.epochs()) + ") for " + now.epochs() + " more.");
        }
        if (settings != null) {
            new RateWarnings(now, position, batches).ofJump(settings, warn);
        }
    }
}
