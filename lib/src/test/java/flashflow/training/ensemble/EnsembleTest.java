package flashflow.training.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.interop.TorchScriptExport;
import flashflow.preprocessing.Preprocessing;
import flashflow.random.RandomStream;
import flashflow.training.EpochReport;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.TrainingPlan;
import flashflow.training.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class EnsembleTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x0", "x1"));
    private static final int MEMBERS = 3;

    @TempDir
    Path folder;

    private final Heard heard = new Heard();

    private static InMemoryDataset rows(int count) {
        var random = RandomStream.of(7);
        float[] values = new float[3 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.gaussian() + (i % 3 == 0 ? 0 : values[i - 1]);
        }
        return InMemoryDataset.of(LAYOUT, values);
    }

    private Ensemble ensemble() {
        var config = FlowConfig.of(2, 1, 2, 8, 1, 4).tailBound(4).batchNorm(false);
        return Ensemble.of(config, Preprocessing.standardise(LAYOUT), MEMBERS)
                .device(Device.cpu())
                .training(t -> t.epochs(2).batchSize(32))
                .listeners(heard);
    }

    private static RowSource row(RowSource of, int index) {
        float[] values = new float[3];
        of.read(index, 1, values, 0);
        return InMemoryDataset.of(LAYOUT, values);
    }

    @Test
    void itsDensityIsTheMeanOfTheMembers() {
        var data = rows(100);
        try (var model = ensemble().fit(data).model()) {
            assertEquals(MEMBERS, model.members().size());
            for (int i = 0; i < 5; i++) {
                var row = row(data, i);
                double mean = model.members().stream()
                        .mapToDouble(member -> Math.exp(-member.nll(row)))
                        .average()
                        .orElseThrow();
                assertEquals(mean, Math.exp(-model.nll(row)), 1e-6 * mean);
            }
            // A mean of densities is never worse than the mean of their logarithms.
            double each = model.members().stream()
                    .mapToDouble(member -> member.rawNll(data))
                    .average()
                    .orElseThrow();
            assertTrue(model.rawNll(data) < each);
        }
    }

    @Test
    void membersDrawByTurnsWhateverIsDrawnAtOnce() {
        var data = rows(50);
        try (var model = ensemble().fit(data).model()) {
            for (int folds : new int[] {1, 2, 5}) {
                var sample = model.oversample(data.context(), folds, 9);
                var members = model.members().stream()
                        .map(member -> member.oversample(data.context(), folds, 9))
                        .toList();
                for (int draw = 0; draw < sample.rowCount(); draw++) {
                    var of = members.get((draw / folds + draw % folds) % MEMBERS);
                    assertEquals(of.row(draw).getFloat("x0"), sample.row(draw).getFloat("x0"));
                    assertEquals(of.row(draw).getFloat("x1"), sample.row(draw).getFloat("x1"));
                }
                for (int at : new int[] {1, 7, 1000}) {
                    assertEquals(values(sample), values(generated(model, data, folds, at)));
                }
                long[] some = {17, 3, 4, 49, 16};
                float[] targets = model.sampler(9).generate(some, contextOf(data, some), folds);
                for (int i = 0; i < some.length * folds; i++) {
                    int draw = (int) some[i / folds] * folds + i % folds;
                    assertEquals(sample.row(draw).getFloat("x0"), targets[2 * i]);
                    assertEquals(sample.row(draw).getFloat("x1"), targets[2 * i + 1]);
                }
            }
        }
    }

    private static float[] contextOf(RowSource data, long[] rows) {
        float[] context = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            context[i] = data.context().row((int) rows[i]).getFloat(0);
        }
        return context;
    }

    private static Table generated(FlowModel model, RowSource data, int folds, int batchRows) {
        return Generation.of(model)
                .seed(9)
                .folds(folds)
                .batchRows(batchRows)
                .listener(new GenerationListener() {})
                .toTable(data);
    }

    private static List<Double> values(Table sample) {
        return List.of("x0", "x1").stream()
                .flatMapToDouble(name ->
                        java.util.Arrays.stream(sample.numberColumn(name).asDoubleArray()))
                .boxed()
                .toList();
    }

    @Test
    void comesBackFromItsFile() {
        var data = rows(60);
        var file = folder.resolve("ensemble.flow");
        try (var model = ensemble().fit(data).model()) {
            model.save(file);
            try (var opened = FlowModel.load(file, Device.cpu())) {
                assertEquals(model.hash(), opened.hash());
                assertEquals(model.nll(data), opened.nll(data));
                assertEquals(values(model.generate(data.context(), 1)), values(opened.generate(data.context(), 1)));
            }
            refused("ensemble of 3 flows", model::flow);
            refused("ensemble of 3 flows", () -> Training.of(model));
            refused("ensemble of 3 flows", () -> TorchScriptExport.write(model, folder.resolve("no.pt")));
            TorchScriptExport.write(model.members().get(1), folder.resolve("yes.pt"));
        }
    }

    @Test
    void eachRowIsValidatedOnOnceInFolds() {
        var data = rows(61);
        var parts = MemberRows.FOLDS.of(data, MEMBERS, 1);
        assertEquals(
                61, parts.stream().mapToLong(p -> p.validation().rowCount()).sum());
        for (var part : parts) {
            assertEquals(61, part.train().rowCount() + part.validation().rowCount());
        }
        try (var model = ensemble().folds().fit(data).model()) {
            assertTrue(Double.isFinite(model.nll(data)));
        }
        refused("cannot be cut into 3 folds", () -> ensemble().folds().fit(rows(2)));
    }

    @Test
    void bootstrapValidatesOnRowsThatWereNotDrawn() {
        var data = rows(200);
        for (var part : MemberRows.BOOTSTRAP.of(data, MEMBERS, 1)) {
            assertEquals(200, part.train().rowCount());
            var drawn = part.train().table().floatColumn("x0").asSet();
            assertTrue(drawn.size() > 100 && drawn.size() < 150, "" + drawn.size());
            assertEquals(200, drawn.size() + part.validation().rowCount());
            assertFalse(
                    drawn.removeAll(part.validation().table().floatColumn("x0").asSet()));
        }
        var run = ensemble().bootstrap().fit(data);
        try (var model = run.model()) {
            assertEquals(MEMBERS, model.flows().size());
            assertEquals(MEMBERS, run.table().rowCount());
            assertTrue(run.toString().contains("Ensemble of 3 flows, mean validation"), run.toString());
        }
    }

    @Test
    void isToldAsOneTraining() {
        float[] values = new float[3 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0 ? 7 : (i * 37 % 64) / 10f;
        }
        ensemble().fit(InMemoryDataset.of(LAYOUT, values)).model().close();
        assertEquals(1, heard.started);
        assertEquals(1, heard.ended);
        assertEquals(
                IntStream.rangeClosed(1, 2 * MEMBERS).asDoubleStream().boxed().toList(),
                heard.epochs.stream().map(EpochReport::epoch).toList());
        assertTrue(heard.epochs.stream().allMatch(e -> e.epochs() == 2 * MEMBERS));
        assertEquals(
                1,
                heard.warnings.stream()
                        .filter(w -> w.contains("'y' is constant"))
                        .count(),
                heard.warnings::toString);
    }

    @Test
    void membersDifferAndTheSeedDecidesThem() {
        var data = rows(80);
        var hashes = new ArrayList<String>();
        for (long seed : new long[] {1, 1, 2}) {
            try (var model = ensemble().seed(seed).fit(data).model()) {
                hashes.add(model.hash());
                assertEquals(
                        MEMBERS,
                        model.members().stream().map(FlowModel::hash).distinct().count());
            }
        }
        assertEquals(hashes.get(0), hashes.get(1));
        assertNotEquals(hashes.get(0), hashes.get(2));
    }

    @Test
    void goesOnFromItsCheckpoints() {
        var data = rows(80);
        var ensemble = ensemble().folds();
        ensemble.training(t -> t.epochs(1))
                .checkpoints(folder)
                .fit(data)
                .model()
                .close();
        try (var whole = ensemble.training(t -> t.epochs(3)).fit(data).model();
                var goneOn = ensemble.training(t -> t.epochs(3))
                        .checkpoints(folder)
                        .fit(data)
                        .model()) {
            assertEquals(whole.hash(), goneOn.hash());
        }
    }

    @Test
    void refusesWhatIsNoEnsemble() {
        refused(
                "at least one member",
                () -> Ensemble.of(FlowConfig.of(2, 1, 2, 8, 1, 4), Preprocessing.standardise(LAYOUT), 0));
        refused("at least one model", () -> FlowModel.ensemble(List.of()));
        var config = FlowConfig.of(2, 1, 2, 8, 1, 4);
        try (var one = FlowModel.of(config, Preprocessing.standardise(LAYOUT), Device.cpu());
                var other = FlowModel.of(config, Preprocessing.none(LAYOUT), Device.cpu())) {
            refused("the same preprocessing", () -> FlowModel.ensemble(List.of(one, other)));
        }
    }

    private static void refused(String told, org.junit.jupiter.api.function.Executable work) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(message.contains(told) && message.endsWith("."), message);
    }

    private static final class Heard implements TrainingListener {
        private final List<EpochReport> epochs = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private int started;
        private int ended;

        @Override
        public void started(TrainingPlan plan) {
            started++;
        }

        @Override
        public void epochEnded(EpochReport report, Table history) {
            epochs.add(report);
        }

        @Override
        public void warned(String sentence) {
            warnings.add(sentence);
        }

        @Override
        public void ended(TrainingRun run) {
            ended++;
        }
    }
}
