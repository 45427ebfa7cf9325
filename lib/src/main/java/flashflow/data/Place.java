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

    private String sentence(String wrong, String remedy) {
        return "File " + file + ", dataset '" + dataset + "': " + wrong + "; " + remedy + ".";
    }
}
