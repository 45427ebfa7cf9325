package flashflow.data;

import flashflow.FlashFlowException;
import java.nio.file.Path;

/** A dataset inside a file, for messages that say where something went wrong. */
public record Place(Path file, String dataset) {
    public FlashFlowException refuse(String wrong, String remedy) {
        return new FlashFlowException(sentence(wrong, remedy));
    }

    public FlashFlowException refuse(String wrong, String remedy, Throwable cause) {
        return new FlashFlowException(sentence(wrong, remedy), cause);
    }

    /** Where something is so, what it is, and what can be done about it. */
    public String sentence(String wrong, String remedy) {
        return "File " + file + ", dataset '" + dataset + "': " + wrong + "; " + remedy + ".";
    }
}
