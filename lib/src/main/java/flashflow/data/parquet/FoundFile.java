package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of a dataset.
 *
 * @param path of the file
 * @param keys what the folders that it lies in are called for: {@code year=2024}
 */
record FoundFile(Path path, Map<String, String> keys) {
    /** What Hive writes for a value that is missing. */
    private static final String MISSING = "__HIVE_DEFAULT_PARTITION__";

    /** A file, or those of a folder in the order of their names. */
    static List<FoundFile> in(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(new FoundFile(path, Map.of()));
        }
        var found = new ArrayList<FoundFile>();
        collect(path, Map.of(), found);
        if (found.isEmpty()) {
            throw new FlashFlowException("Folder " + path + " holds no file *.parquet, nor do the folders in it;"
                    + " give the folder that holds them, or the files.");
        }
        return found;
    }

    private static void collect(Path folder, Map<String, String> keys, List<FoundFile> found) {
        for (Path path : entries(folder)) {
            String name = path.getFileName().toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                continue;
            }
            if (Files.isDirectory(path)) {
                collect(path, name.contains("=") ? with(keys, name, path) : keys, found);
            } else if (isParquet(name)) {
                found.add(new FoundFile(path, keys));
            }
        }
    }

    private static boolean isParquet(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(".parquet", ".parq", ".pq").anyMatch(lower::endsWith);
    }

    private static List<Path> entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new FlashFlowException(
                    "Folder " + folder + " cannot be read (" + AtomicFile.reason(e) + "); check its permissions.", e);
        }
    }

    private static Map<String, String> with(Map<String, String> keys, String name, Path folder) {
        int equals = name.indexOf('=');
        String value = decoded(name.substring(equals + 1), folder);
        if (value.equals(MISSING)) {
            throw new FlashFlowException("Folder " + folder + " is that of rows whose " + name.substring(0, equals)
                    + " is missing; give it a value, or open the other folders alone.");
        }
        var more = new LinkedHashMap<>(keys);
        more.put(decoded(name.substring(0, equals), folder), value);
        return more;
    }

    /** Writers hide what a file system does not take behind percent signs; a plus sign is one. */
    private static String decoded(String text, Path folder) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new FlashFlowException(
                    "Folder " + folder + " has a percent sign in its name that stands for nothing; rename it.", e);
        }
    }
}
