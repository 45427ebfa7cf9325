package flashflow.events;

import com.google.gson.GsonBuilder;
import flashflow.FlashFlowException;
import flashflow.provenance.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What generated events were made of and how, as a text in JSON that stays in their file; the same text means the same events. */
final class EventOrigin {
    private EventOrigin() {}

    static String of(List<Path> files, List<ObjectModel> models, EventSettings settings) {
        var origin = new LinkedHashMap<String, Object>();
        origin.put("flashflow", Release.running());
        origin.put("seed", settings.seed());
        origin.put("folds", settings.folds());
        origin.put("attempts", settings.attempts());
        origin.put("heldToRange", settings.held());
        origin.put("writing", settings.writing());
        origin.put("models", hashes(models));
        origin.put("inputs", files.stream().map(EventOrigin::stamp).toList());
        return new GsonBuilder().disableHtmlEscaping().create().toJson(origin);
    }

    /** Whether the text tells all: a model with parts of the user's own has no hash. */
    static boolean isWhole(List<ObjectModel> models) {
        return models.stream().allMatch(model -> model.hash().isPresent());
    }

    private static Map<String, String> hashes(List<ObjectModel> models) {
        var hashes = new LinkedHashMap<String, String>();
        models.forEach(model -> hashes.put(
                model.kind().word(),
                model.hash().orElseGet(() -> model.flow().hash() + " and parts of the user's own")));
        return hashes;
    }

    private static String stamp(Path file) {
        try {
            return file.getFileName() + ", " + Files.size(file) + " bytes, " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new FlashFlowException("There is no file " + file + ", or it cannot be read; check the path.", e);
        }
    }
}
