package flashflow.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The notebook's file as it was saved last: what its cells have stored, whichever session made it.
 *
 * @param saved when it was written
 * @param bringers sources of the cells whose outputs hold plotly.js
 */
record StoredNotebook(FileTime saved, List<String> bringers) {
    /** Jupyter's server tells its kernels with this variable which notebook they were started for. */
    private static final String VARIABLE = "JPY_SESSION_NAME";
    /** Words that only the script with plotly.js holds. */
    private static final String MARK = "flashflowPlotly.asked = true;\nconst bytes";

    /** Empty where no server tells of a notebook, or its file cannot be read. */
    static Optional<StoredNotebook> current() {
        String name = System.getenv(VARIABLE);
        return name == null || !name.endsWith(".ipynb") ? Optional.empty() : read(Path.of(name));
    }

    static Optional<StoredNotebook> read(Path file) {
        try {
            var saved = Files.getLastModifiedTime(file);
            var book = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8));
            return Optional.of(new StoredNotebook(saved, bringers(book.getAsJsonObject())));
        } catch (IOException | RuntimeException e) {
            // Not there, not ours, or not yet complete: then nothing is known.
            return Optional.empty();
        }
    }

    private static List<String> bringers(JsonObject book) {
        return elements(book.getAsJsonArray("cells"))
                .map(JsonElement::getAsJsonObject)
                .filter(StoredNotebook::brings)
                .map(cell -> text(cell.get("source")))
                .toList();
    }

    private static boolean brings(JsonObject cell) {
        return cell.has("outputs") && elements(cell.getAsJsonArray("outputs")).anyMatch(StoredNotebook::holdsPlotly);
    }

    private static boolean holdsPlotly(JsonElement output) {
        var data = output.getAsJsonObject().getAsJsonObject("data");
        return data != null
                && data.has("text/html")
                && text(data.get("text/html")).contains(MARK);
    }

    /** Notebooks write a text as one string or as its lines. */
    private static String text(JsonElement value) {
        return value.isJsonArray()
                ? elements(value.getAsJsonArray()).map(JsonElement::getAsString).collect(Collectors.joining())
                : value.getAsString();
    }

    private static java.util.stream.Stream<JsonElement> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
