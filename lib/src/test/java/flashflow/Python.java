package flashflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Python interpreter that the variable FLASHFLOW_PYTHON names; tests that need one are skipped without it. */
public final class Python {
    private Python() {}

    /** Skips the running test, with a message, if no interpreter is named. */
    public static void assumed() {
        assumeTrue(
                System.getenv("FLASHFLOW_PYTHON") != null,
                "skipped: set FLASHFLOW_PYTHON to a Python with torch, nflows and safetensors to run it");
    }

    /** Runs a program given as text; returns what it prints; fails the test if it fails. */
    public static String run(String program, Object... arguments) {
        return call(List.of("-c", program), arguments);
    }

    /** Runs a script; returns what it prints; fails the test if it fails. */
    public static String runFile(Path script, Object... arguments) {
        return call(List.of(script.toString()), arguments);
    }

    private static String call(List<String> program, Object... arguments) {
        assumed();
        var command = new ArrayList<>(List.of(System.getenv("FLASHFLOW_PYTHON"), "-W", "ignore"));
        command.addAll(program);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(300, TimeUnit.SECONDS), "Python does not end");
            assertEquals(0, process.exitValue(), output);
            return output.strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
