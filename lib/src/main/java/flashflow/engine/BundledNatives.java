package flashflow.engine;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import flashflow.FlashFlowException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/** Finds the libraries of PyTorch in the jars of the class path, as DJL chooses them for this machine. */
final class BundledNatives {
    private BundledNatives() {}

    /**
     * The folder that they belong in. Empty where DJL takes none from jars: others are named by the user, or are to be
     * downloaded.
     *
     * @throws FlashFlowException if it is not known where to unpack
     */
    static Optional<NativeCache> cache() {
        if (takesOthers()) {
            return Optional.empty();
        }
        Path root = CacheFolder.path();
        try {
            return of(Platform.detectPlatform("pytorch"), root);
        } catch (IOException | RuntimeException | AssertionError e) {
            // What stands in the way of looking stands in DJL's way too, whose failure is explained.
            return Optional.empty();
        }
    }

    private static boolean takesOthers() {
        return Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") != null
                || Utils.getEnvOrSystemProperty("PYTORCH_VERSION") != null
                || Arrays.stream(System.getProperty("java.library.path", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.exists(Path.of(folder, System.mapLibraryName("torch"))));
    }

    private static Optional<NativeCache> of(Platform platform, Path root) throws IOException {
        if (platform.isPlaceholder() || !bridgeFits(platform)) {
            return Optional.empty();
        }
        String flavor = platform.getFlavor();
        String classifier = platform.getClassifier();
        var libraries = new ArrayList<Optional<BundledLibrary>>();
        for (String file : platform.getLibraries()) {
            libraries.add(BundledLibrary.of("pytorch/" + flavor + "/" + classifier + "/" + file, file));
        }
        String bridge = System.mapLibraryName("djl_torch");
        libraries.add(BundledLibrary.of(
                "jnilib/" + classifier + "/" + flavor + "/" + bridge, platform.getApiVersion() + "-" + bridge));
        return libraries.stream().allMatch(Optional::isPresent)
                ? Optional.of(new NativeCache(
                        root,
                        platform.getVersion() + "-" + flavor + "-" + classifier,
                        libraries.stream().map(Optional::get).toList()))
                : Optional.empty();
    }

    /** Whether the library between Java and PyTorch is for this PyTorch; DJL downloads another if not. */
    private static boolean bridgeFits(Platform platform) throws IOException {
        try (var in = ClassLoaderUtils.getResourceAsStream("jnilib/pytorch.properties")) {
            var properties = new Properties();
            properties.load(in);
            String version = platform.getVersion().replaceFirst("-.*", "");
            return properties.getProperty("jni_version", "").startsWith(version + "-" + platform.getApiVersion());
        }
    }
}
