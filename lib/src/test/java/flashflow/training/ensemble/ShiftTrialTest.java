package flashflow.training.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.random.RandomStream;
import flashflow.training.EpochReport;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.Plateau;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** Whether the shift by the context helps is found out, not assumed. */
class ShiftTrialTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x0", "x1"));
    private static final Preprocessing PREPROCESSING = Preprocessing.standardise(LAYOUT);

    /** At a rate that does not depend on the end: five of them are compared. */
    private static final UnaryOperator<Training> TWELVE_EPOCHS =
            t -> t.epochs(12).batchSize(10).schedule(Plateau.from(2e-3)).patience(0);

    @TempDir
    Path folder;

    private static InMemoryDataset rows(int count, DoubleUnaryOperator mean) {
        var random = RandomStream.of(7);
        float[] values = new float[3 * count];
        for (int i = 0; i < values.length; i += 3) {
            double y = random.gaussian();
            values[i] = (float) y;
            values[i + 1] = (float) (mean.applyAsDouble(y) + 0.1 * random.gaussian());
            values[i + 2] = (float) random.gaussian();
        }
        return InMemoryDataset.of(LAYOUT, values);
    }

    private static Ensemble ensemble(RowSource data) {
        return Ensemble.suggest(PREPROCESSING, data)
                .device(Device.cpu())
                .training(t -> t.epochs(2))
                .listeners(new TrainingListener() {});
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allMembersGoOnAsTheBetterOne(boolean linear) {
        var data = rows(200, linear ? y -> 3 * y : y -> 3 * Math.cos(2 * y));
        var run = ensemble(data).fit(data);
        try (var model = run.model()) {
            String told = run.shiftTrial().orElseThrow();
            boolean shifted = told.endsWith("all go on with it.");
            assertTrue(shifted || told.endsWith("all go on without it."), told);
            assertEquals(5, run.runs().size());
            for (FlowModel member : model.members()) {
                assertEquals(shifted, member.flow().config().contextShift());
            }
            assertTrue(
                    told.contains(String.format(
                            java.util.Locale.ROOT, "%.4f", run.runs().get(0).bestNll())),
                    told);
            assertEquals(best(told), run.runs().get(0).bestNll(), 1e-4);
            if (linear) {
                assertTrue(shifted, told);
            }
            assertTrue(run.toString().endsWith(told) && run.toHtml().contains(told));
        }
    }

    private static double best(String told) {
        return java.util.regex.Pattern.compile("-?\\d+\\.\\d{4}")
                .matcher(told)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group()))
                .min()
                .orElseThrow();
    }

    /** Both pause after a share of the epochs, and neither the pause nor checkpoints change what the better one becomes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBetterAfterAFewEpochsGoesOn(boolean linear) {
        var data = rows(100, linear ? y -> 3 * y : y -> Math.exp(1.5 * y));
        var heard = new Epochs();
        var plateau = ensemble(data).training(TWELVE_EPOCHS).listeners(heard);
        var run = plateau.fit(data);
        String told = run.shiftTrial().orElseThrow();
        assertEquals(linear, told.endsWith("after 5 epochs; all go on with it."), told);
        assertEquals(!linear, told.endsWith("after 5 epochs; all go on without it."), told);
        assertEquals(numbers(5 * 12 + 5), heard.epochs);
        assertEquals(5 * 12 + 5, heard.all);
        assertTrue(run.runs().stream().allMatch(each -> each.epochs() == 12));
        try (var whole = run.model();
                var kept = plateau.checkpoints(folder).fit(data).model();
                var again = plateau.checkpoints(folder).fit(data).model();
                var alone = plain(data, linear)) {
            assertEquals(whole.hash(), kept.hash());
            assertEquals(whole.hash(), again.hash());
            assertEquals(alone.hash(), whole.hash());
        }
    }

    /** The same without a trial. */
    private static FlowModel plain(RowSource data, boolean shifted) {
        var config = FlowConfig.suggest(PREPROCESSING, data).contextShift(shifted);
        return Ensemble.of(config, PREPROCESSING, 5)
                .device(Device.cpu())
                .training(TWELVE_EPOCHS)
                .listeners(new TrainingListener() {})
                .fit(data)
                .model();
    }

    /** What a rate that depends on the end would become is seen at the end alone. */
    @Test
    void bothAreTrainedToTheirEndsWhereTheRateDependsOnThem() {
        var data = rows(100, y -> 3 * y);
        var heard = new Epochs();
        var cosine = ensemble(data).training(t -> t.epochs(7).schedule(CosineAnnealing.from(2e-3)));
        var run = cosine.listeners(heard).fit(data);
        run.model().close();
        assertFalse(run.shiftTrial().orElseThrow().contains("after"));
        assertEquals(numbers(6 * 7), heard.epochs);
    }

    private static List<Double> numbers(int to) {
        return IntStream.rangeClosed(1, to).asDoubleStream().boxed().toList();
    }

    private static final class Epochs implements TrainingListener {
        private final List<Double> epochs = new ArrayList<>();
        private int all;

        @Override
        public void epochEnded(EpochReport report, Table history) {
            epochs.add(report.epoch());
            all = report.epochs();
        }
    }

    @Test
    void goesOnFromItsCheckpoints() {
        var data = rows(100, y -> 3 * y);
        try (var whole = ensemble(data).fit(data).model()) {
            ensemble(data)
                    .training(t -> t.epochs(1))
                    .checkpoints(folder)
                    .fit(data)
                    .model()
                    .close();
            try (var goneOn = ensemble(data).checkpoints(folder).fit(data).model()) {
                assertEquals(whole.hash(), goneOn.hash());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anInterruptLeavesTheMembersBegunSoFar(int inTraining) {
        var data = rows(100, y -> 3 * y);
        var heard = new TrainingListener() {
            private int epochs;

            @Override
            public void epochEnded(EpochReport report, Table history) {
                if (++epochs == 2 * inTraining - 1) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        var run = ensemble(data).listeners(heard).fit(data);
        assertFalse(Thread.interrupted());
        try (var model = run.model()) {
            assertTrue(run.interrupted());
            assertEquals(inTraining == 3 ? 2 : 1, model.members().size());
            assertEquals(inTraining < 3, run.shiftTrial().orElseThrow().startsWith("Interrupted"));
        }
    }

    /** 12 epochs that are trained at once, 5 beside them. */
    @ParameterizedTest
    @ValueSource(ints = {3, 8, 14})
    void anInterruptOfAShortenedTrialGoesOnFromItsCheckpoints(int epoch) {
        var data = rows(100, y -> 3 * y);
        var plateau = ensemble(data).training(TWELVE_EPOCHS).checkpoints(folder);
        var run = plateau.listeners(new TrainingListener() {
                    @Override
                    public void epochEnded(EpochReport report, Table history) {
                        if (report.epoch() == epoch) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })
                .fit(data);
        assertFalse(Thread.interrupted());
        assertTrue(run.interrupted());
        assertEquals(epoch < 10, run.shiftTrial().orElseThrow().startsWith("Interrupted"));
        try (var model = run.model();
                var goneOn = plateau.fit(data).model();
                var whole = plain(data, true)) {
            assertEquals(1, model.members().size());
            assertEquals(whole.hash(), goneOn.hash());
        }
    }

    @Test
    void isNotMadeWhereTheFlowIsGiven() {
        var data = rows(100, y -> 3 * y);
        var given = FlowConfig.of(2, 1, 2, 8, 1, 4).batchNorm(false).contextShift(true);
        var run = Ensemble.of(given, PREPROCESSING, 1)
                .device(Device.cpu())
                .training(t -> t.epochs(1))
                .listeners(new TrainingListener() {})
                .fit(data);
        run.model().close();
        assertTrue(run.shiftTrial().isEmpty());
    }
}
