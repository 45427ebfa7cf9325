package flashflow.notebook;

import ai.djl.Device;
import ai.djl.engine.Engine;
import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.engine.EngineThreads;
import flashflow.engine.PyTorch;
import flashflow.flow.kernels.Tf32;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** See {@link Notebook#about}. */
final class About implements Viewable {
    private final Map<String, String> facts = new LinkedHashMap<>();

    private About() {}

    static About here() {
        var about = new About();
        about.facts.put("FlashFlow", version(About.class));
        about.facts.put(
                "Java", property("java.version") + ", " + property("java.vm.name") + ", " + property("java.vendor"));
        about.facts.put("system", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        about.facts.put("kernel", kernel());
        about.engine();
        about.facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        about.facts.put("memory", memory());
        about.facts.put("language", Locale.getDefault().toLanguageTag() + ", " + Charset.defaultCharset());
        about.facts.put("working folder", folder(Path.of("").toAbsolutePath()));
        about.facts.put("temporary files", folder(Path.of(property("java.io.tmpdir"))));
        about.facts.put("engine's files", cache());
        return about;
    }

    private void engine() {
        try {
            Engine engine = PyTorch.engine();
            facts.put("engine", "DJL " + Engine.getDjlVersion() + ", PyTorch " + engine.getVersion());
            facts.put("device", devices(engine));
            facts.put("threads in one operation", Integer.toString(EngineThreads.count()));
            facts.put("TF32", Tf32.inUse() ? "in use" : "not in use");
        } catch (FlashFlowException | LinkageError e) {
            facts.put("engine", "does not start: " + e.getMessage());
        }
    }

    private static String devices(Engine engine) {
        int gpus = engine.getGpuCount();
        return gpus == 0
                ? "CPU"
                : IntStream.range(0, gpus)
                        .mapToObj(Device::gpu)
                        .map(Device::toString)
                        .collect(Collectors.joining(", "));
    }

    private static String kernel() {
        try {
            return "JJava "
                    + org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel().getVersion();
        } catch (NullPointerException | LinkageError e) {
            return ReflectiveKernel.classic() == null ? "none" : "classic IJava";
        }
    }

    private static String memory() {
        Runtime java = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%s of the machine; Java's heap holds %s of %s at most",
                machineMemory(),
                gigabytes(java.totalMemory() - java.freeMemory()),
                gigabytes(java.maxMemory()));
    }

    private static String machineMemory() {
        var machine = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return machine instanceof com.sun.management.OperatingSystemMXBean known
                ? gigabytes(known.getTotalMemorySize())
                : "unknown";
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static String cache() {
        String named = System.getProperty("DJL_CACHE_DIR", System.getenv("DJL_CACHE_DIR"));
        return folder(named == null ? Path.of(property("user.home"), ".djl.ai") : Path.of(named));
    }

    /** With what keeps a program from writing there. */
    private static String folder(Path folder) {
        String home = property("user.home");
        String name = folder.toString();
        String shown = name.startsWith(home) ? "~" + name.substring(home.length()) : name;
        try {
            String free = gigabytes(Files.getFileStore(folder).getUsableSpace()) + " free";
            return shown + " (" + (Files.isWritable(folder) ? free : "cannot be written") + ")";
        } catch (IOException e) {
            return shown + " (not there)";
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String version(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "of unknown version" : version;
    }

    @Override
    public String toHtml() {
        return new HtmlTable()
                .texts("what", List.copyOf(facts.keySet()))
                .texts("here", List.copyOf(facts.values()))
                .html("no names of users, no variables: may be shown to others");
    }

    @Override
    public String toString() {
        return TextTable.of(
                Table.create(StringColumn.create("what", facts.keySet()), StringColumn.create("here", facts.values())));
    }
}
