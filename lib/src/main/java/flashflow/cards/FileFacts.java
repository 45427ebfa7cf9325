package flashflow.cards;

import flashflow.FlashFlowException;
import flashflow.flow.FlowFile;
import flashflow.provenance.Release;
import flashflow.storage.AtomicFile;
import flashflow.storage.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a model's file is.
 *
 * @param name without its folder
 * @param release that wrote it, or that it is unknown
 */
record FileFacts(String name, long bytes, String release) {
    static FileFacts of(Path file) {
        try (var tensors = Safetensors.openUnverified(file)) {
            String release = Release.orUnknown(tensors.metadata().get(FlowFile.LIBRARY));
            return new FileFacts(file.getFileName().toString(), Files.size(file), release);
        } catch (IOException e) {
            throw new FlashFlowException("Cannot read " + file + " (" + AtomicFile.reason(e) + ").", e);
        }
    }

    void addTo(Facts facts) {
        facts.add("file", String.format(Locale.ROOT, "%s, %,d bytes", name, bytes));
        facts.add("release that wrote it", release);
    }
}
