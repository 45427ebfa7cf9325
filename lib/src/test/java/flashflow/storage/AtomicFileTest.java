package flashflow.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    private static final int BYTES = 300_000;

    @TempDir
    Path folder;

    private static byte[] content(int value) {
        byte[] content = new byte[BYTES];
        Arrays.fill(content, (byte) value);
        return content;
    }

    private static void write(Path file, int value) {
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(content(value))));
    }

    private static String refusal(Path file) {
        String message =
                assertThrows(FlashFlowException.class, () -> write(file, 9)).getMessage();
        assertTrue(message.startsWith("Cannot write " + file) && message.endsWith("."), message);
        return message;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void overlappingWritersInOneThreadEachHaveAPartAndTheLaterIsTold() throws IOException {
        Path file = folder.resolve("a");
        write(file, 1);
        try (var first = AtomicFile.open(file);
                var second = AtomicFile.open(file)) {
            first.channel().write(ByteBuffer.wrap(content(2)));
            second.channel().write(ByteBuffer.wrap(content(3)));
            assertEquals(3, names().size());
            first.commit();
            String told = assertThrows(FlashFlowException.class, second::commit).getMessage();
            assertTrue(told.contains("another writer has finished a file of that name"), told);
        }
        assertArrayEquals(content(2), Files.readAllBytes(file));
        assertEquals(List.of("a"), names());
        write(file, 4);
        assertArrayEquals(content(4), Files.readAllBytes(file));
    }

    /** Whatever the threads do, the file is whole at every moment and belongs to one who was not refused. */
    @Test
    void manyThreadsWriteOneName() throws Exception {
        Path file = folder.resolve("a");
        int threads = 4;
        for (int round = 0; round < 10; round++) {
            var barrier = new CyclicBarrier(threads);
            var pool = Executors.newFixedThreadPool(threads);
            var writers = IntStream.range(1, threads + 1)
                    .mapToObj(value -> (Callable<Integer>) () -> {
                        barrier.await();
                        try {
                            write(file, value);
                            return value;
                        } catch (FlashFlowException e) {
                            assertTrue(e.getMessage().contains("another writer"), e.getMessage());
                            return 0;
                        }
                    })
                    .toList();
            var kept = new java.util.HashSet<Integer>();
            for (var done : pool.invokeAll(writers)) {
                kept.add(done.get());
            }
            pool.shutdown();
            byte[] found = Files.readAllBytes(file);
            assertArrayEquals(content(found[0]), found);
            assertTrue(kept.contains((int) found[0]), kept + " does not hold " + found[0]);
            assertEquals(List.of("a"), names());
        }
    }

    @Test
    void aWriterInAnotherProcessKeepsItsPartAndIsTold() throws Exception {
        Path file = folder.resolve("a");
        try (var other = new WriterProcess(file, 2, BYTES)) {
            assertEquals("open", other.says());
            write(file, 1);
            assertEquals(2, names().size(), "the other's part was taken away");
            other.goOn();
            String told = other.says();
            assertTrue(told.contains("another writer has finished"), told);
            assertEquals(0, other.process.waitFor());
        }
        assertArrayEquals(content(1), Files.readAllBytes(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void aKilledWriterLeavesThePlaceAndItsPartIsRemovedByTheNext() throws Exception {
        Path file = folder.resolve("a");
        write(file, 1);
        try (var other = new WriterProcess(file, 2, BYTES)) {
            assertEquals("open", other.says());
            other.process.destroyForcibly().waitFor();
        }
        assertArrayEquals(content(1), Files.readAllBytes(file));
        assertEquals(2, names().size());
        write(file, 3);
        assertEquals(List.of("a"), names());
    }

    /** Of a process that cannot be seen from here, such as one in a container, only the lock tells that it lives. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void partsOfOtherMachinesAndOtherContainersStay() throws Exception {
        Path file = folder.resolve("a");
        Path elsewhere = Files.createFile(folder.resolve("a.another-machine-99999999-1.part"));
        Path locked = folder.resolve("a.99999999-2.part");
        try (var other = new WriterProcess(folder.resolve("b"), 2, BYTES)) {
            assertEquals("open", other.says());
            Files.createLink(
                    locked,
                    folder.resolve(names().stream()
                            .filter(n -> n.startsWith("b."))
                            .findFirst()
                            .orElseThrow()));
            write(file, 1);
            assertTrue(Files.exists(locked), "the lock was not looked at");
            other.goOn();
            assertEquals("kept", other.says());
            assertEquals(0, other.process.waitFor());
        }
        write(file, 1);
        assertFalse(Files.exists(locked));
        assertTrue(Files.exists(elsewhere));
    }

    /** A limit on the size of files makes writes fail in their middle, as a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesTheEarlierFile() throws Exception {
        Path file = folder.resolve("a");
        write(file, 1);
        try (var limited = new WriterProcess(file, 2, BYTES, "bash", "-c", "ulimit -f 16; exec \"$@\"", "limited")) {
            String told = limited.says();
            assertTrue(told.startsWith("Cannot write " + file) && told.contains("File too large"), told);
            assertEquals(0, limited.process.waitFor());
        }
        assertArrayEquals(content(1), Files.readAllBytes(file));
        assertEquals(List.of("a"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute", "relative", "chain", "dangling"})
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysAndItsTargetIsReplaced(String kind) throws IOException {
        Path store = Files.createDirectory(folder.resolve("store"));
        Path target = store.resolve("real");
        if (!kind.equals("dangling")) {
            write(target, 1);
        }
        Path link = folder.resolve("link");
        if (kind.equals("chain")) {
            Files.createSymbolicLink(folder.resolve("middle"), Path.of("store", "real"));
            Files.createSymbolicLink(link, Path.of("middle"));
        } else {
            Files.createSymbolicLink(link, kind.equals("absolute") ? target : Path.of("store", "real"));
        }
        write(link, 2);
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(content(2), Files.readAllBytes(target));
        try (var files = Files.list(store)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLoopOfLinksIsRefused() throws IOException {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, link);
        refusal(link);
    }

    @Test
    void aWriteProtectedFileIsRefused() throws IOException {
        Path file = folder.resolve("a");
        write(file, 1);
        assertTrue(file.toFile().setReadOnly());
        assertTrue(refusal(file).contains("write-protected"));
        assertArrayEquals(content(1), Files.readAllBytes(file));
        assertEquals(List.of("a"), names());
        assertTrue(file.toFile().setWritable(true));
        write(file, 2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsOfTheEarlierFileAreKept() throws IOException {
        Path file = folder.resolve("a");
        write(file, 1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        write(file, 2);
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void foldersAndDevicesAreNoFiles() throws IOException {
        assertTrue(refusal(folder).contains("a folder or a device"));
        Path device = Path.of("/dev/null");
        if (Files.exists(device)) {
            assertTrue(refusal(device).contains("a folder or a device"));
            assertFalse(Files.isRegularFile(device));
        }
        refusal(folder.resolve("missing").resolve("a"));
        write(folder.resolve("a"), 1);
        refusal(folder.resolve("a").resolve("b"));
    }

    @Test
    void anInterruptBreaksNothingAndIsLeftToTheCaller() throws IOException {
        Path file = folder.resolve("a");
        Thread.currentThread().interrupt();
        write(file, 1);
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        assertArrayEquals(content(1), Files.readAllBytes(file));
    }

    @Test
    void anotherNameIsGivenOnlyWhereItIsFree() throws IOException {
        try (var begun = AtomicFile.open(folder.resolve("a"))) {
            begun.channel().write(ByteBuffer.wrap(content(1)));
            write(folder.resolve("b"), 2);
            assertThrows(IOException.class, () -> begun.commitAs(folder.resolve("b")));
            begun.commitAs(folder.resolve("c"));
        }
        assertEquals(List.of("b", "c"), names());
        assertArrayEquals(content(1), Files.readAllBytes(folder.resolve("c")));
    }

    /** Memory outside of the heap is copied, in any position. */
    @Test
    void allBytesOfABufferAreWritten() throws IOException {
        Path file = folder.resolve("a");
        var buffer = ByteBuffer.allocateDirect(BYTES);
        for (int i = 0; i < BYTES; i++) {
            buffer.put(i, (byte) (i % 127));
        }
        AtomicFile.write(file, channel -> {
            channel.position(2);
            assertEquals(BYTES - 7, channel.write(buffer.position(7)));
            assertEquals(BYTES - 5, channel.position());
            channel.position(0).write(ByteBuffer.wrap(new byte[] {9, 5, 6, 9}, 1, 2));
        });
        byte[] found = Files.readAllBytes(file);
        for (int i = 0; i < found.length; i++) {
            assertEquals((i + 5) % 127, found[i]);
        }
        assertEquals(BYTES - 5, found.length);
    }
}
