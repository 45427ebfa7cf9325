package flashflow.data.hdf5.look;

import flashflow.FlashFlowException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Damaged headers show in exceptions of many kinds; what is wrong is told in its place, and the look goes on. */
final class Damage {
    private static final int LONGEST = 120;

    private Damage() {}

    /** What the work gives, or what is made of the reason why it gives nothing. */
    static <T> T or(Supplier<T> work, Function<String, T> instead) {
        try {
            return work.get();
        } catch (FlashFlowException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String reason = e.getMessage() == null ? "it ends too early" : e.getMessage();
            return instead.apply(Shown.cut(Shown.plain(reason), LONGEST));
        }
    }
}
