package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program told to end (SIGTERM) while the engine computes ends as told: it does not crash, and leaves nothing half written. */
class EndedProcessTest {
    private static final int ENDS = 4;

    /** 128 and the signal's number, as every program that is ended by it; a crash has 134. */
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal that asks a process to end")
    void endsWithoutACrash(EndedProcess.Work work) throws Exception {
        var random = new SplittableRandom(3);
        var out = Files.writeString(folder.resolve("out.h5"), "earlier");
        var waiting = new ArrayDeque<Process>();
        try {
            waiting.add(start(work, out));
            for (int i = 1; i <= ENDS; i++) {
                if (i < ENDS) {
                    waiting.add(start(work, out)); // while the one before is busy
                }
                endWhileBusy(waiting.element(), random.nextInt(300));
                waiting.remove();
            }
        } finally {
            waiting.forEach(Process::destroyForcibly);
        }
        assertEquals("earlier", Files.readString(out));
        assertEquals(List.of(), crashes());
    }

    private static void endWhileBusy(Process process, int afterMilliseconds) throws Exception {
        assertEquals("busy", process.inputReader().readLine());
        Thread.sleep(afterMilliseconds);
        process.destroy();
        assertEquals(TERMINATED, process.waitFor());
    }

    private Process start(EndedProcess.Work work, Path out) throws IOException {
        return new ProcessBuilder(ChildJvm.command(
                        256,
                        List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log")),
                        EndedProcess.class,
                        work.name(),
                        out))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<Path> crashes() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("hs_err"))
                    .toList();
        }
    }
}
