package flashflow.nanoaod;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of the Python package as they lie beside this class: in the library's jar, or in the folder of a build.
 *
 * @param files content by path from the folder that holds the package
 */
record PythonSources(Map<String, byte[]> files) {
    static final String PACKAGE = "flashflow_nanoaod";
    private static final String FOLDER = "python/";

    /** Read once. */
    static PythonSources bundled() {
        return Bundled.SOURCES;
    }

    private static final class Bundled {
        static final PythonSources SOURCES = read(PythonSources.class.getResource(FOLDER + PACKAGE + "/__main__.py"));
    }

    static PythonSources read(URL main) {
        if (main == null) {
            throw damaged("the Python package " + PACKAGE + " is not in it", null);
        }
        try {
            return new PythonSources(
                    main.openConnection() instanceof JarURLConnection jar ? ofJar(jar) : ofFolder(main.toURI()));
        } catch (IOException | URISyntaxException e) {
            throw damaged("the Python package " + PACKAGE + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static FlashFlowException damaged(String wrong, Exception cause) {
        return new FlashFlowException(
                "FlashFlow's jar is damaged: " + wrong + "; build it again, or fetch it again.", cause);
    }

    private static Map<String, byte[]> ofJar(JarURLConnection connection) throws IOException {
        connection.setUseCaches(false);
        String main = connection.getEntryName();
        String root = main.substring(0, main.lastIndexOf(PACKAGE));
        var files = new TreeMap<String, byte[]>();
        try (var jar = connection.getJarFile()) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith(root + PACKAGE + "/") && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(root.length()), in.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> ofFolder(URI main) throws IOException {
        Path folder = Path.of(main).getParent();
        var files = new TreeMap<String, byte[]>();
        try (var tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(name(folder.getParent().relativize(file)), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static String name(Path relative) {
        return relative.toString().replace('\\', '/');
    }

    /** Of all names and contents. */
    String hash() {
        var sum = new Sha256();
        files.forEach((name, content) -> sum.add(name).add(content));
        return sum.shortHex();
    }

    /** Whether a folder holds them all. */
    boolean areIn(Path folder) {
        return files.keySet().stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /** @throws FlashFlowException if there is no room */
    void unpack(Path folder) {
        try {
            for (var file : files.entrySet()) {
                Path place = folder.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.write(place, file.getValue());
            }
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The Python package " + PACKAGE + " cannot be unpacked to " + folder + " (" + AtomicFile.reason(e)
                            + "); make room there, or name another folder by Java's option -Djava.io.tmpdir=FOLDER.",
                    e);
        }
    }
}
