package flashflow.training.checkpoint;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Something that goes wrong again and again until it is mended: told when it begins and when it is over, not in between. */
final class LastingTrouble {
    private final Consumer<String> warn;
    private int times;

    LastingTrouble(Consumer<String> warn) {
        this.warn = warn;
    }

    /** It went wrong once more. */
    void happened(String sentence) {
        if (times == 0) {
            warn.accept(sentence);
        }
        times++;
    }

    /**
     * It went well.
     *
     * @param sentence what to say of so many times that it did not
     */
    void wentWell(IntFunction<String> sentence) {
        if (times > 0) {
            warn.accept(sentence.apply(times));
        }
        times = 0;
    }
}
