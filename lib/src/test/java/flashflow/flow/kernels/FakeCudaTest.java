package flashflow.flow.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.Python;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.FlowProgram;
import flashflow.flow.Kind;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.TensorLayout;
import flashflow.interop.TorchScriptExport;
import flashflow.storage.TorchPickle;
import flashflow.storage.TorchScriptArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernels keep to one device, never wait for it, are not fused, and launch no more than they should: on tensors of Python's
 * PyTorch that say they lie on a GPU, so that none is needed.
 */
class FakeCudaTest {
    private static final Path SCRIPT = Path.of("src/test/python/fake_cuda.py");

    @TempDir
    Path folder;

    @BeforeEach
    void needsPython() {
        Python.assumed("torch");
    }

    @Test
    void everyKernelKeepsToTheDevice() throws IOException {
        var flows = new ArrayList<Path>();
        for (Kind kind : Kind.values()) {
            flows.add(described(FlowConfig.of(5, 3, 2, 16, 2, 8).kind(kind), 64, 0));
            flows.add(described(FlowConfig.of(4, 3, 1, 200, 1, 120).kind(kind).dropout(0.2), 64, 0));
        }
        flows.add(described(FlowConfig.of(4, 0, 2, 16, 1, 6).batchNorm(false).linear(false), 64, 0));
        run(flows);
    }

    /** On a GPU a small operation costs its launch. */
    @Test
    void aTrainingStepHasFewLaunches() throws IOException {
        run(List.of(
                described(FlowConfig.of(17, 14, 4, 64, 2, 16), 512, 700),
                described(FlowConfig.of(17, 14, 17, 298, 10, 128), 64, 5000),
                described(FlowConfig.of(22, 30, 22, 256, 10, 128), 64, 6500)));
    }

    private void run(List<Path> flows) throws IOException {
        Path kernels = folder.resolve("kernels.pt");
        try (var out = Files.newOutputStream(kernels)) {
            TorchScriptArchive.write(
                    out,
                    "flashflow",
                    KernelSources.all(KernelSources.PRODUCTS),
                    new TorchPickle.Module(KernelSources.CLASS, Map.of("training", false)),
                    Map.of());
        }
        Path export = folder.resolve("model.ts");
        try (var model = FlowModel.load(Path.of("../data/jets.flow"), Device.cpu())) {
            TorchScriptExport.write(model, export);
        }
        var arguments = new ArrayList<Object>(List.of(kernels, export, String.join(",", called())));
        arguments.addAll(flows);
        Python.runFile(SCRIPT, arguments.toArray());
    }

    private Path described(FlowConfig config, int rows, int launches) throws IOException {
        Path file = Files.createTempFile(folder, "flow", ".json");
        try (var flow = SplineFlow.of(config, Device.cpu())) {
            var program = FlowProgram.of(flow);
            var rates = List.of(1e-3, 0.1, config.dropout());
            Files.writeString(
                    file,
                    "{\"name\": \"" + config.targets() + " targets, " + config.steps() + " steps\", \"cfg\": "
                            + program.cfg() + ", \"box\": " + program.box() + ", \"rates\": " + rates
                            + ", \"parameters\": " + shapes(flow.layout().parameters()) + ", \"statistics\": "
                            + shapes(flow.layout().statistics()) + ", \"rows\": " + rows + ", \"launches\": "
                            + launches + "}");
        }
        return file;
    }

    private static List<String> shapes(List<TensorLayout.Entry> entries) {
        return entries.stream().map(entry -> Arrays.toString(entry.shape())).toList();
    }

    /** The kernels whose names stand in Java's sources, but for those of callers that record a graph, which read lists of numbers. */
    private static TreeSet<String> called() throws IOException {
        var names = new TreeSet<String>();
        var java = new StringBuilder();
        try (var files = Files.walk(Path.of("src/main/java/flashflow/flow"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*(?<!KernelSources)\\.java"))
                    .toList()) {
                java.append(Files.readString(file));
            }
        }
        var method = Pattern.compile("def (\\w+)\\(").matcher(KernelSources.all(KernelSources.PRODUCTS));
        while (method.find()) {
            if (!method.group(1).startsWith("graph_") && java.indexOf("\"" + method.group(1) + "\",") >= 0) {
                names.add(method.group(1));
            }
        }
        assertTrue(names.contains("nll_and_gradient"), names::toString);
        return names;
    }
}
