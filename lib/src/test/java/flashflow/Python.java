package flashflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The Python interpreter that the variable FLASHFLOW_PYTHON names; tests that need one are skipped without it. The test command
 * installs one with everything (kernel-setup/requirements-peers.txt) and fails where such a test is skipped all the same.
 */
public final class Python {
    private static final Map<String, Boolean> FOUND = new ConcurrentHashMap<>();

    private Python() {}

    /** Skips the running test, with a message, unless an interpreter with torch, nflows and safetensors is named. */
    public static void assumed() {
        assumed("torch", "nflows", "safetensors");
    }

    /** Skips the running test, with a message, unless an interpreter with these modules is named. */
    public static void assumed(String... modules) {
        String python = System.getenv("FLASHFLOW_PYTHON");
        assumeTrue(
                python != null && List.of(modules).stream().allMatch(module -> has(python, module)),
                "Skipped: set FLASHFLOW_PYTHON to a Python with " + String.join(", ", modules)
                        + " to run it: ./kernel-setup/test makes kernel-setup/.build/peers.");
    }

    /** Whether an interpreter with this module is named. */
    public static boolean has(String module) {
        String python = System.getenv("FLASHFLOW_PYTHON");
        return python != null && has(python, module);
    }

    private static boolean has(String python, String module) {
        return FOUND.computeIfAbsent(module, name -> {
            try {
                String program =
                        "import importlib.util, sys; sys.exit(importlib.util.find_spec('" + name + "') is None)";
                var process =
                        new ProcessBuilder(python, "-c", program).inheritIO().start();
                return process.waitFor() == 0;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
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
        var command = new ArrayList<>(List.of(System.getenv("FLASHFLOW_PYTHON"), "-W", "ignore"));
        command.addAll(program);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.MINUTES), "Python does not end");
            assertEquals(0, process.exitValue(), output);
            return output.strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
