package flashflow.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a folder of unpacked libraries against the jars; faults are said in the middle of a sentence. */
record FolderCheck(Path folder, List<BundledLibrary> libraries) {
    static final String MISSING = "it is missing";

    /** The names and sizes; the empty string if all are right. */
    String fault() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder) ? "it is no folder" : MISSING;
        }
        for (BundledLibrary library : libraries) {
            Path path = folder.resolve(library.file());
            if (!library.hasSizeOf(path)) {
                return Files.exists(path)
                        ? library.file() + " has " + Files.size(path) + " of " + library.size() + " bytes"
                        : library.file() + " is missing";
            }
        }
        return faultOfOthers();
    }

    /** Only files are loaded, and not another version's library between Java and PyTorch. */
    private String faultOfOthers() throws IOException {
        Set<String> known = libraries.stream().map(BundledLibrary::file).collect(Collectors.toSet());
        String bridge = System.mapLibraryName("djl_torch");
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(file -> !known.contains(file) && !file.endsWith(bridge))
                    .findFirst()
                    .map(file -> file + " does not belong there")
                    .orElse("");
        }
    }

    /** The content, which takes a second for each gigabyte or longer. */
    String faultOfContent() throws IOException {
        for (BundledLibrary library : libraries) {
            if (!library.isContentOf(folder.resolve(library.file()))) {
                return library.file() + " has another content than in its jar";
            }
        }
        return "";
    }
}
