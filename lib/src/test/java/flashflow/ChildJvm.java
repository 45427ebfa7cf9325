package flashflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of processes that run a class of the tests: small, soon started, and without the network. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Of a heap of so many megabytes.
     *
     * @param options of Java besides the usual ones
     * @param arguments of the class's main
     */
    public static List<String> command(int heapMb, List<String> options, Class<?> main, Object... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMb + "m");
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.add("-Dai.djl.offline=true");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        return command;
    }

    /** The same behind other words, such as those of a shell that limits it. */
    public static List<String> command(String[] before, int heapMb, Class<?> main, Object... arguments) {
        var command = new ArrayList<>(List.of(before));
        command.addAll(command(heapMb, List.of(), main, arguments));
        return command;
    }
}
