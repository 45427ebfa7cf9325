package flashflow.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.storage.Folders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a jar of two small files in place of PyTorch's libraries. */
class NativeCacheTest {
    private static final String NAME = "1.0-cpu-test";
    private static final String BRIDGE = "1.0-" + System.mapLibraryName("djl_torch");

    @TempDir
    Path folder;

    private Path root;
    private Path jar;
    private byte[] content;

    @BeforeEach
    void makeJar() throws IOException {
        root = folder.resolve("cache");
        jar = folder.resolve("natives.jar");
        content = new byte[100_000];
        new SplittableRandom(1).nextBytes(content);
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : List.of("libtorch.so", "bridge.so")) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(content);
            }
        }
    }

    private NativeCache cache() throws IOException {
        return new NativeCache(
                root, NAME, List.of(library("libtorch.so", "libtorch.so"), library("bridge.so", BRIDGE)));
    }

    private BundledLibrary library(String entry, String file) throws IOException {
        return BundledLibrary.of(URI.create("jar:" + jar.toUri() + "!/" + entry).toURL(), file)
                .orElseThrow();
    }

    private Path torch() {
        return root.resolve(NAME).resolve("libtorch.so");
    }

    private void assertWhole() throws IOException {
        assertArrayEquals(content, Files.readAllBytes(torch()));
        assertEquals(Set.of("libtorch.so", BRIDGE), names(root.resolve(NAME)));
        assertEquals(Set.of(NAME, NAME + ".checked", NAME + ".lock"), names(root));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String warnings(Callable<?> work) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.call();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Object prepare() throws IOException {
        cache().prepare();
        return null;
    }

    @Test
    void unpacksOnceAndSaysNothing() throws Exception {
        assertEquals("", warnings(this::prepare));
        assertWhole();
        Object first = Files.readAttributes(torch(), "unix:ino").get("ino");
        assertEquals("", warnings(this::prepare));
        assertEquals(first, Files.readAttributes(torch(), "unix:ino").get("ino"));
    }

    /** What crashes, full disks and other programs leave. */
    enum Damage {
        CUT_OFF("libtorch.so has 7 of 100000 bytes") {
            @Override
            void to(Path torch) throws IOException {
                Files.write(torch, new byte[7]);
            }
        },
        EMPTY("libtorch.so has 0 of 100000 bytes") {
            @Override
            void to(Path torch) throws IOException {
                Files.write(torch, new byte[0]);
            }
        },
        ZEROS("libtorch.so has another content than in its jar") {
            @Override
            void to(Path torch) throws IOException {
                Files.write(torch, new byte[100_000]);
            }
        },
        MISSING("libtorch.so is missing") {
            @Override
            void to(Path torch) throws IOException {
                Files.delete(torch);
            }
        },
        NO_BRIDGE(BRIDGE + " is missing") {
            @Override
            void to(Path torch) throws IOException {
                Files.delete(torch.resolveSibling(BRIDGE));
            }
        },
        FOLDER_FOR_A_FILE("libtorch.so has") {
            @Override
            void to(Path torch) throws IOException {
                Files.delete(torch);
                Files.createDirectory(torch);
            }
        },
        LEFT_BY_A_KILLED_PROCESS("jni123tmp does not belong there") {
            @Override
            void to(Path torch) throws IOException {
                Files.write(torch.resolveSibling("jni123tmp"), new byte[5]);
            }
        },
        FILE_FOR_THE_FOLDER("it is no folder") {
            @Override
            void to(Path torch) throws IOException {
                Folders.delete(torch.getParent());
                Files.write(torch.getParent(), new byte[5]);
            }
        };

        private final String said;

        Damage(String said) {
            this.said = said;
        }

        abstract void to(Path torch) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void damageIsRecognisedToldAndMended(Damage damage) throws Exception {
        prepare();
        damage.to(torch());
        String told = warnings(this::prepare);
        assertTrue(
                told.contains(damage.said) && told.contains(root.resolve(NAME).toString()), told);
        assertEquals(1, told.lines().count(), told);
        assertWhole();
        assertEquals("", warnings(this::prepare));
    }

    @Test
    void anotherVersionsBridgeMayLieThere() throws Exception {
        prepare();
        Path other = torch().resolveSibling("0.9-" + System.mapLibraryName("djl_torch"));
        Files.write(other, new byte[5]);
        assertEquals("", warnings(this::prepare));
        assertTrue(Files.exists(other));
    }

    @Test
    void theContentIsReadOnlyOnceButAgainAfterAChange() throws Exception {
        prepare();
        var time = Files.getLastModifiedTime(torch());
        Files.write(torch(), new byte[100_000]);
        Files.setLastModifiedTime(torch(), time);
        assertEquals("", warnings(this::prepare), "its time is that of the checked one");
        Files.delete(root.resolve(NAME + ".checked"));
        assertTrue(warnings(this::prepare).contains("another content"));
        assertWhole();
    }

    @Test
    void whatKilledUnpackingsLeftIsRemoved() throws Exception {
        Path part = Files.createDirectories(root.resolve(NAME + ".1-2.part"));
        Files.write(part.resolve("libtorch.so"), new byte[9]);
        prepare();
        assertWhole();
    }

    @Test
    void manyUnpackAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<Object>>();
            for (int i = 0; i < 16; i++) {
                tasks.add(this::prepare);
            }
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertWhole();
    }

    @Test
    void aDamagedJarIsNamed() throws Exception {
        var before = cache();
        byte[] bytes = Files.readAllBytes(jar);
        for (int i = 2000; i < 2100; i++) {
            bytes[i] ^= 0x55;
        }
        Files.copy(new java.io.ByteArrayInputStream(bytes), jar, StandardCopyOption.REPLACE_EXISTING);
        var e = assertThrows(FlashFlowException.class, before::prepare);
        assertTrue(e.getMessage().startsWith("The library libtorch.so in the jar jar:file:"), e.getMessage());
        assertTrue(e.getMessage().contains("replace the jar"), e.getMessage());
        assertEquals(Set.of(NAME + ".lock"), names(root));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Files.write(root, new byte[5]);
        var e = assertThrows(FlashFlowException.class, this::prepare);
        assertTrue(
                e.getMessage().startsWith("Cannot unpack PyTorch's libraries (1 MB) to " + root.resolve(NAME)),
                e::getMessage);
        assertTrue(e.getMessage().contains("_CACHE_DIR"), e::getMessage);
        assertFalse(Files.isDirectory(root));
    }
}
