package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.Activation;
import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.Adam;
import flashflow.flow.density.NllGradient;
import flashflow.interop.torch.StateDict;
import flashflow.interop.torch.TorchFile;
import flashflow.interop.torch.TorchFileTest;
import flashflow.interop.torch.TorchTensor;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Affine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The files were written by lib/src/test/python/make_nflows_checkpoints.py. */
class NflowsCheckpointTest {
    private static final NflowsSettings BARE = NflowsSettings.flashSim();

    private static NflowsCheckpoint read(String name) {
        Path file = TorchFileTest.resource(name + ".pt");
        return name.equals("flat") ? NflowsCheckpoint.read(file, BARE) : NflowsCheckpoint.read(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupling", "autoregressive", "unconditional", "flat", "float16", "bfloat16", "float64"})
    void theFlowAgreesWithPython(String name) {
        var checkpoint = read(name);
        try (var flow = checkpoint.flow(Device.cpu());
                var file = TorchFile.open(TorchFileTest.resource(name + ".pt"))) {
            NflowsAgreement.check(flow, (Map<?, ?>) file.map().get("reference"), 1e-4, 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coupling", "autoregressive", "flat"})
    void inFloat64ItAgreesToTheLastDigits(String name) {
        try (var flow = read(name).flow(Device.cpu());
                var file = TorchFile.open(TorchFileTest.resource(name + ".pt"))) {
            NflowsAgreement.checkWide(flow, (Map<?, ?>) file.map().get("reference"), 1e-6);
        }
    }

    @Test
    void configurationsAreRead() {
        assertEquals(FlowConfig.of(5, 3, 2, 8, 2, 4), read("coupling").config());
        assertEquals(
                FlowConfig.of(4, 3, 2, 8, 2, 4).kind(Kind.AUTOREGRESSIVE).activation(Activation.ELU),
                read("autoregressive").config());
        assertEquals(
                FlowConfig.of(5, 0, 2, 8, 2, 4)
                        .batchNorm(false)
                        .activation(Activation.LEAKY_RELU)
                        .tailBound(3),
                read("unconditional").config());
        assertEquals(FlowConfig.of(5, 3, 12, 4, 1, 4), read("flat").config());
    }

    @Test
    void theTrainingIsRead() {
        var checkpoint = read("coupling");
        assertEquals(Optional.of(2), checkpoint.epoch());
        assertEquals(Optional.of(new CosineState(1e-3, 0, 10, 3)), checkpoint.schedule());
        var history = checkpoint.history();
        assertEquals(3, history.rowCount());
        double training = history.doubleColumn("training_nll").get(1);
        assertEquals(2 * training, history.doubleColumn("validation_nll").get(1), 1e-12);
        assertEquals(0, read("flat").history().rowCount());
        assertEquals(Optional.empty(), read("flat").adam());
    }

    @Test
    void aTrainingBegunInPythonGoesOnHere() {
        var checkpoint = read("coupling");
        var moments = checkpoint.adam().orElseThrow();
        assertEquals(3, moments.updates());
        assertEquals(new Adam.Settings(0.9, 0.999, 1e-5, 0, false, 0), moments.settings());
        try (var flow = checkpoint.flow(Device.cpu());
                var adam = new Adam(flow, moments.settings());
                var step = new NllGradient(flow);
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                var file = TorchFile.open(TorchFileTest.resource("coupling.pt"))) {
            moments.restore(adam);
            var next = (Map<?, ?>) file.map().get("next");
            NDArray x = NflowsAgreement.array(manager, next.get("x"));
            NDArray y = NflowsAgreement.array(manager, next.get("y"));
            float loss = step.run(x, y, manager.full(new Shape(64), 1f / 64)).toFloatArray()[0];
            assertEquals(((TorchTensor) next.get("loss")).floats()[0], loss, 1e-5);
            adam.update(step.gradient(), moments.learningRate());
            assertEquals(4, adam.updates().toFloatArray()[0]);
            var after = new NflowsReader(StateDict.of((Map<?, ?>) next.get("state_dict")), BARE);
            // One update moves parameters by about 1e-3.
            assertClose(after.parameters(), flow.parameters().toFloatArray(), 2e-5);
            assertClose(after.statistics(), flow.statistics().toFloatArray(), 1e-5);
        }
    }

    @Test
    void trainingGoesOnWithTheStepThatTorchWouldMake() {
        var layout = new ColumnLayout(List.of("a", "b", "c"), List.of("u", "v", "w", "x", "y"));
        var checkpoint = read("coupling");
        try (var model = checkpoint.model(Preprocessing.none(layout), Device.cpu());
                var file = TorchFile.open(TorchFileTest.resource("coupling.pt"))) {
            var next = (Map<?, ?>) file.map().get("next");
            var rows = InMemoryDataset.of(layout, rows(tensor(next, "y"), tensor(next, "x"), 64));
            var training = checkpoint.training(model).batchSize(64).listeners();
            assertEquals(10, training.settings().epochs());
            var run = training.epochs(4).fit(rows);
            var after = new NflowsReader(StateDict.of((Map<?, ?>) next.get("state_dict")), BARE);
            assertClose(after.parameters(), model.flow().parameters().toFloatArray(), 2e-5);
            assertClose(after.statistics(), model.flow().statistics().toFloatArray(), 1e-5);
            double[] nlls = run.history().doubleColumn("training_nll").asDoubleArray();
            assertArrayEquals(
                    checkpoint.history().doubleColumn("training_nll").asDoubleArray(), Arrays.copyOf(nlls, 3));
            assertEquals(tensor(next, "loss")[0], nlls[3], 1e-5);
            assertEquals(1e-3, run.history().doubleColumn("lr").get(0), 1e-9);
        }
        var bare = read("flat");
        try (var model = bare.model(Preprocessing.none(layout), Device.cpu())) {
            var refusal = assertThrows(FlashFlowException.class, () -> bare.training(model));
            assertTrue(refusal.getMessage().contains("no state of an optimizer"), refusal.getMessage());
        }
    }

    private static float[] tensor(Map<?, ?> map, String name) {
        return ((TorchTensor) map.get(name)).floats();
    }

    private static float[] rows(float[] y, float[] x, int count) {
        int c = y.length / count;
        int d = x.length / count;
        var rows = new float[count * (c + d)];
        for (int r = 0; r < count; r++) {
            System.arraycopy(y, r * c, rows, r * (c + d), c);
            System.arraycopy(x, r * d, rows, r * (c + d) + c, d);
        }
        return rows;
    }

    private static void assertClose(float[] theirs, float[] ours, double most) {
        assertArrayEquals(theirs, ours, (float) most);
    }

    @Test
    void theScheduleGoesOnAtTheRateOfTheNextUpdate() {
        var checkpoint = read("coupling");
        var state = checkpoint.schedule().orElseThrow();
        assertEquals(
                checkpoint.adam().orElseThrow().learningRate(), state.schedule().at(state.position()), 1e-15);
    }

    @Test
    void aModelWithItsPreprocessingGenerates() {
        var layout = new ColumnLayout(List.of("a", "b", "c"), List.of("u", "v", "w", "x", "y"));
        var preprocessing = Preprocessing.none(layout).with("u", new Affine(2, 1));
        var checkpoint = read("coupling");
        try (var model = checkpoint.model(preprocessing, Device.cpu());
                var flow = checkpoint.flow(Device.cpu())) {
            assertArrayEquals(
                    flow.parameters().toFloatArray(), model.flow().parameters().toFloatArray());
            var context = Table.create(
                    DoubleColumn.create("a", 1, 2), DoubleColumn.create("b", 3, 4), DoubleColumn.create("c", 5, 6));
            assertEquals(2, model.generate(context, 1).rowCount());
        }
        var other = Preprocessing.none(ColumnLayout.jets());
        var refusal = assertThrows(FlashFlowException.class, () -> checkpoint.model(other, Device.cpu()));
        assertTrue(refusal.getMessage().contains("takes 3 context columns"), refusal.getMessage());
    }

    @Test
    void filesAreListed(@TempDir Path folder) {
        var checkpoint = read("coupling");
        var table = checkpoint.describe();
        assertTrue(table.stringColumn("path").contains("model_hyperparams/base_transform_kwargs/num_bins"));
        assertTrue(checkpoint.toString().startsWith("nflows checkpoint coupling.pt ("), checkpoint.toString());
        assertTrue(checkpoint.toString().contains("3 epochs"), checkpoint.toString());
        Path file = folder.resolve("flow.safetensors");
        try (var flow = checkpoint.flow(Device.cpu())) {
            NflowsExport.write(flow, file);
        }
        var exported = NflowsCheckpoint.read(file).describe();
        int row = exported.stringColumn("path").asList().indexOf("_transform._transforms.2._transforms.1.bias");
        assertEquals("F32", exported.stringColumn("type").get(row));
        assertEquals("[5]", exported.stringColumn("shape").get(row));
    }

    @Test
    void aBareStateDictNeedsSettings() {
        var refusal =
                assertThrows(FlashFlowException.class, () -> NflowsCheckpoint.read(TorchFileTest.resource("flat.pt")));
        assertTrue(refusal.getMessage().contains("give them as NflowsSettings"), refusal.getMessage());
        var other = assertThrows(
                FlashFlowException.class, () -> NflowsCheckpoint.read(TorchFileTest.resource("values.pt"), BARE));
        assertTrue(other.getMessage().contains("values.pt as an nflows checkpoint"), other.getMessage());
    }

    @Test
    void theSameFlowComesBackEveryTime() {
        try (SplineFlow first = read("autoregressive").flow(Device.cpu());
                SplineFlow second = read("autoregressive").flow(Device.cpu())) {
            assertArrayEquals(
                    first.parameters().toFloatArray(), second.parameters().toFloatArray());
        }
    }
}
