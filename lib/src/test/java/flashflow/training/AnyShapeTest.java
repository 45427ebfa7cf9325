package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Kind;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.interop.NflowsExport;
import flashflow.interop.TorchScriptExport;
import flashflow.plots.Plots;
import flashflow.preprocessing.Preprocessing;
import flashflow.validation.Validation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

/** Each shape of data goes all the way, with each kind of flow. */
class AnyShapeTest {
    @TempDir
    Path folder;

    private final Recorder said = new Recorder();

    static Stream<Arguments> cases() {
        return DataShape.all().flatMap(shape -> Stream.of(Kind.values())
                .filter(kind -> kind == Kind.AUTOREGRESSIVE || shape.targets() > 1)
                .flatMap(kind -> Stream.of(Arguments.of(shape, kind, true), Arguments.of(shape, kind, false))));
    }

    @ParameterizedTest(name = "{0}, {1}, batch norm {2}")
    @MethodSource("cases")
    void goesAllTheWay(DataShape shape, Kind kind, boolean batchNorm) {
        var data = shape.data();
        if (batchNorm && data.rowCount() == 2) {
            // Of which one is held out.
            refusedOneRow(shape, data);
            return;
        }
        var config = FlowConfig.of(shape.targets(), shape.context(), 2, 8, 1, 4)
                .kind(kind)
                .tailBound(4)
                .batchNorm(batchNorm);
        try (var model = FlowModel.of(config, Preprocessing.standardise(shape.layout()), Device.cpu())) {
            var run = training(model).fit(data);
            assertEquals(3, run.epochs());
            assertEquals(0, run.rejectedUpdates(), run.warnings()::toString);
            warnedOnce(shape);
            judged(model, data);
            sampled(model, shape, data);
            kept(model, data);
            exported(model);
            compared(model, data);
        }
        goneOn(config, shape, data);
    }

    private void refusedOneRow(DataShape shape, RowSource data) {
        var config = FlowConfig.of(shape.targets(), shape.context(), 2, 8, 1, 4);
        try (var model = FlowModel.of(config, Preprocessing.standardise(shape.layout()), Device.cpu())) {
            String message = assertThrows(
                            FlashFlowException.class, () -> training(model).fit(data))
                    .getMessage();
            assertTrue(message.contains("batches of one row"), message);
        }
    }

    private Training training(FlowModel model) {
        return Training.of(model)
                .batchSize(64)
                .keepLastBatch()
                .holdOut(0.25)
                .epochs(3)
                .averageWeights(0.9)
                .patience(5)
                .listeners(said);
    }

    private void warnedOnce(DataShape shape) {
        for (String part : shape.warned()) {
            assertEquals(1, said.warnings.stream().filter(w -> w.contains(part)).count(), part + said.warnings);
        }
    }

    private static void judged(FlowModel model, RowSource data) {
        assertTrue(Double.isFinite(model.nll(data)), "NLL " + model.nll(data));
        assertTrue(Double.isFinite(model.rawNll(data)), "NLL " + model.rawNll(data));
    }

    private void sampled(FlowModel model, DataShape shape, RowSource data) {
        var sample = model.generate(context(data), 3);
        check(sample, shape, data, 1);
        check(model.oversample(context(data), 2, 3), shape, data, 2);
        if (shape.context() == 0) {
            assertEquals(5, model.generate(5, 3).rowCount());
            assertThrows(FlashFlowException.class, () -> model.generate(data.context(), 3));
        } else {
            assertThrows(FlashFlowException.class, () -> model.generate(5, 3));
        }
        var file = folder.resolve("sample.h5");
        var report = Generation.of(model)
                .seed(3)
                .listener(new GenerationListener() {})
                .toHdf5(data, file);
        assertEquals(data.rowCount(), report.events());
    }

    /** A table without columns has no rows: without context any other table says how many. */
    private static Table context(RowSource data) {
        return data.layout().context().isEmpty() ? data.table() : data.context();
    }

    private static void check(Table sample, DataShape shape, RowSource data, int folds) {
        assertEquals(data.rowCount() * folds, sample.rowCount());
        for (String target : shape.layout().targets()) {
            for (double value : sample.numberColumn(target).asDoubleArray()) {
                assertTrue(Double.isFinite(value));
                assertTrue(
                        !shape.constants().contains(target)
                                || (float) value
                                        == data.targets().floatColumn(target).getFloat(0),
                        target + " is " + value);
            }
        }
        if (!shape.warned().isEmpty()) {
            followed(sample, shape, data, folds);
        }
    }

    /** What is odd about the data is odd about the sample, to the rounding of float32: to make it so again changes nothing. */
    private static void followed(Table sample, DataShape shape, RowSource data, int folds) {
        int width = shape.layout().width();
        float[] given = new float[(int) data.rowCount() * width];
        data.read(0, (int) data.rowCount(), given, 0);
        float[] drawn = RowTables.rows(sample, shape.layout().targets());
        for (int row = 0; row < sample.rowCount(); row++) {
            float[] one = Arrays.copyOfRange(given, row / folds * width, (row / folds + 1) * width);
            System.arraycopy(drawn, row * shape.targets(), one, shape.context(), shape.targets());
            double size = 0;
            for (float value : one) {
                size += Math.abs(value);
            }
            assertArrayEquals(one.clone(), shape.odd().apply(one), (float) (1e-6 * size), "row " + row);
        }
    }

    private void kept(FlowModel model, RowSource data) {
        var file = folder.resolve("model.flow");
        model.save(file);
        try (var opened = FlowModel.load(file, Device.cpu())) {
            assertEquals(model.hash(), opened.hash());
            assertEquals(model.nll(data), opened.nll(data));
        }
    }

    private void exported(FlowModel model) {
        TorchScriptExport.write(model, folder.resolve("model.pt"));
        NflowsExport.write(model.flow(), folder.resolve("nflows.pt"));
    }

    private static void compared(FlowModel model, RowSource data) {
        if (data.rowCount() >= 40) {
            var sample = model.generate(context(data), 4);
            assertTrue(Validation.compare(data.targets(), sample).toString().contains("Wasserstein"));
            var names = data.layout().targets();
            assertTrue(Plots.distributions(data.targets(), sample).svg().contains("svg"));
            if (names.size() > 1) {
                assertTrue(Plots.corner(names, data.targets(), sample).svg().contains("svg"));
            }
        }
    }

    static Stream<DataShape> shapes() {
        return DataShape.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theSuggestedTrainingWorks(DataShape shape) {
        var data = shape.data();
        var preprocessing = Preprocessing.standardise(shape.layout());
        var config = FlowConfig.suggest(preprocessing, data);
        try (var model = FlowModel.of(config, preprocessing, Device.cpu())) {
            var training = Training.suggest(model, data);
            var run = training.epochs(Math.min(3, training.settings().epochs()))
                    .listeners(said)
                    .fit(data);
            assertEquals(0, run.rejectedUpdates());
            judged(model, data);
            check(model.generate(context(data), 3), shape, data, 1);
        }
    }

    /** As if there had been no stop. */
    private void goneOn(FlowConfig config, DataShape shape, RowSource data) {
        var hashes = new ArrayList<String>();
        for (int epochs : List.of(3, 1)) {
            try (var model = FlowModel.of(config, Preprocessing.standardise(shape.layout()), Device.cpu())) {
                training(model)
                        .epochs(epochs)
                        .checkpoints(folder.resolve("run" + epochs))
                        .fit(data);
                hashes.add(model.hash());
            }
        }
        var resumed =
                Training.resume(folder.resolve("run1"), Device.cpu()).epochs(3).listeners(said);
        try (var flow = resumed.flow();
                var whole =
                        Training.resume(folder.resolve("run3"), Device.cpu()).flow()) {
            resumed.fit(data);
            assertEquals(Tiny.hash(whole), Tiny.hash(flow));
        }
    }
}
