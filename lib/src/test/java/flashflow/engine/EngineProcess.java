package flashflow.engine;

import ai.djl.Device;
import flashflow.ChildJvm;
import flashflow.FlashFlowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the engine in a process of its own and says "started" or why not. */
final class EngineProcess {
    private EngineProcess() {}

    /** @param before words before the command, such as a shell that limits it */
    static Process start(Map<String, String> environment, List<String> options, String... before) throws IOException {
        var command = new ArrayList<>(List.of(before));
        var all = new ArrayList<>(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"));
        all.addAll(options);
        command.addAll(ChildJvm.command(200, all, EngineProcess.class));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("_CACHE_DIR"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** All it says. */
    static List<String> says(Process process) throws IOException {
        try (var lines = process.inputReader()) {
            return lines.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] arguments) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try (var manager = PyTorch.engine().newBaseManager(Device.cpu())) {
                System.out.println("started "
                        + manager.ones(new ai.djl.ndarray.types.Shape(2)).sum().getFloat());
            } catch (FlashFlowException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
