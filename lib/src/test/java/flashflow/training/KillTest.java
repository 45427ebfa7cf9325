package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.ChildJvm;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.checkpoint.HistoryFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** A training killed (SIGKILL) at 30 random moments ends with the very weights of one that was left alone. */
class KillTest {
    private static final int KILLS = 30;

    /** So many that none ends before it is killed. */
    private static final int EPOCHS = 12;

    @TempDir
    Path folder;

    @Test
    void thirtyKillsLeaveNoTrace() throws Exception {
        var random = new SplittableRandom(7);
        var waiting = new ArrayDeque<Child>();
        try {
            waiting.add(new Child(EPOCHS));
            for (int kill = 0; kill < KILLS; kill++) {
                waiting.add(new Child(EPOCHS));
                waiting.remove().runAndKill(random, kill % 3 == 0);
            }
            assertEquals(uninterrupted(EPOCHS), last(waiting.remove().runToTheEnd()));
        } finally {
            waiting.forEach(child -> child.process.destroyForcibly());
        }
        assertEquals(0, parts(), "left-over temporary files");
        assertEquals(2, Checkpoint.list(folder).size());
        assertFalse(Files.exists(folder.resolve("earlier-1")));
        assertEquals(
                losses(uninterruptedHistory()), losses(HistoryFile.read(folder).orElseThrow()));
    }

    /** All that does not depend on the machine's load. */
    private static List<String> losses(Table history) {
        return Stream.of("epoch", "lr", "training_nll", "validation_nll", "ema_nll", "gradient_norm")
                .map(name -> name + Arrays.toString(history.doubleColumn(name).asDoubleArray()))
                .toList();
    }

    private static Table uninterruptedHistory() {
        try (var flow = Tiny.flow()) {
            return KilledProcess.train(flow, null, EPOCHS).history();
        }
    }

    /** A limit on the size of files makes writes fail in their middle, as a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aTrainingOutlivesAFullDisk() throws Exception {
        var child = new Child(2, "bash", "-c", "ulimit -f 4; exec \"$@\"", "limited");
        var output = child.runToTheEnd();
        assertEquals(uninterrupted(2), last(output));
        assertTrue(
                output.stream().anyMatch(line -> line.startsWith("warning: Cannot write " + folder)), output::toString);
        assertEquals(0, parts(), "left-over temporary files");
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private static String uninterrupted(int epochs) {
        try (var flow = Tiny.flow()) {
            KilledProcess.train(flow, null, epochs);
            return KilledProcess.end(flow);
        }
    }

    private long parts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).count();
        }
    }

    /** Starts early and waits, so that its start overlaps with the work of the one before. */
    private final class Child {
        final Process process;
        final BufferedReader lines;

        Child(int epochs, String... before) throws IOException {
            process = new ProcessBuilder(ChildJvm.command(before, 256, KilledProcess.class, folder, epochs))
                    .redirectErrorStream(true)
                    .start();
            lines = process.inputReader();
        }

        private void begin() throws IOException {
            var before = new StringBuilder();
            String line = lines.readLine();
            while (!"ready".equals(line)) {
                assertTrue(line != null, () -> "the process ended: " + before);
                before.append(line).append('\n');
                line = lines.readLine();
            }
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        /** After a few batches and a random wait; or as soon as a file being written is seen. */
        void runAndKill(SplittableRandom random, boolean whileSaving) throws Exception {
            begin();
            int batches = random.nextInt(1, 10);
            for (int i = 0; i < batches && process.isAlive(); i++) {
                lines.readLine();
            }
            long end = System.nanoTime() + (whileSaving ? 200_000_000L : random.nextInt(20_000_000));
            while (System.nanoTime() < end && !(whileSaving && parts() > 0)) {
                Thread.onSpinWait();
            }
            int status = process.destroyForcibly().waitFor();
            assertNotEquals(0, status, "the training ended before it was killed");
        }

        List<String> runToTheEnd() throws Exception {
            begin();
            var output = lines.lines().toList();
            assertEquals(0, process.waitFor(), output::toString);
            return output;
        }
    }
}
