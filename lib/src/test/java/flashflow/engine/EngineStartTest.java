package flashflow.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The engine in processes of its own, with good and bad folders to unpack to. */
@EnabledOnOs(OS.LINUX)
class EngineStartTest {
    private static final List<String> STARTED = List.of("started 2.0", "started 2.0");

    @TempDir
    Path folder;

    private static List<String> says(Map<String, String> environment, String... options) throws IOException {
        return EngineProcess.says(EngineProcess.start(environment, List.of(options)));
    }

    /** A cut off library ends the process (SIGBUS) that loads it. */
    @Test
    void twoProcessesUnpackAtOnceAndALaterOneMendsACutOffLibrary() throws Exception {
        var place = Map.of("DJL_CACHE_DIR", folder.toString());
        var first = EngineProcess.start(place, List.of());
        var second = EngineProcess.start(place, List.of());
        assertEquals(STARTED, EngineProcess.says(first));
        assertEquals(STARTED, EngineProcess.says(second));
        Path torch = torch();
        try (var channel = FileChannel.open(torch, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        var said = says(place);
        assertEquals(3, said.size(), said::toString);
        assertTrue(
                said.get(0).matches("Warning: .* were damaged \\(libtorch_cpu.so has \\d+ of \\d+ bytes\\).*"),
                said::toString);
        assertEquals(STARTED, said.subList(1, 3));
    }

    private Path torch() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("libtorch_cpu.so"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A limit on the size of files makes writes fail in their middle, as a full disk does. */
    @Test
    void aFullDiskIsOneSentenceAndLeavesNothing() throws IOException {
        var limit = List.of("bash", "-c", "ulimit -f 4000; exec \"$@\"", "limited");
        var process = EngineProcess.start(
                Map.of("DJL_CACHE_DIR", folder.toString()), List.of(), limit.toArray(String[]::new));
        assertRefused(EngineProcess.says(process), folder, "environment variable DJL_CACHE_DIR");
        try (Stream<Path> files = Files.walk(folder)) {
            assertFalse(files.anyMatch(
                    file -> file.toString().contains(".so") || file.toString().endsWith(".part")));
        }
    }

    @Test
    void placesThatCannotBeWrittenAreNamedWithWhatNamesThem() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path nowhere = Path.of("/proc/nowhere");
        assertRefused(says(Map.of("DJL_CACHE_DIR", "" + file)), file, "set the environment variable DJL_CACHE_DIR");
        assertRefused(
                says(Map.of("ENGINE_CACHE_DIR", "" + nowhere)),
                nowhere,
                "set the environment variable ENGINE_CACHE_DIR");
        assertRefused(says(Map.of(), "-DDJL_CACHE_DIR=" + nowhere), nowhere, "-DDJL_CACHE_DIR=FOLDER");
        assertRefused(
                says(Map.of(), "-Duser.home=" + nowhere, "-Djava.io.tmpdir=" + nowhere, "-Djna.tmpdir=" + folder),
                nowhere,
                "-DDJL_CACHE_DIR=FOLDER");
    }

    /** What Java takes for the home of a user without an entry in the system's list. */
    @Test
    void anUnknownHomeIsNoFolder() throws IOException {
        var said = says(Map.of(), "-Duser.home=?");
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.get(0).contains("(user.home is ?); name a folder"), said::toString);
        assertFalse(Files.exists(Path.of("?")));
    }

    private static void assertRefused(List<String> said, Path place, String what) {
        assertEquals(2, said.size(), said::toString);
        assertEquals(said.get(0), said.get(1));
        assertTrue(said.get(0).startsWith("Cannot unpack PyTorch's libraries ("), said::toString);
        assertTrue(said.get(0).contains(" MB) to " + place), said::toString);
        assertTrue(said.get(0).contains(what), said::toString);
    }
}
