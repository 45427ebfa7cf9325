package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnStatistics;
import flashflow.data.ConcatenatedRows;
import flashflow.data.Finite;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyDetector;
import flashflow.toy.ToyJets;
import flashflow.training.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of a user's own making, with nothing but what the interface asks for, go wherever rows go. */
class AnySourceTest {
    private static final int ROWS = 300;
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x", "z"));

    @TempDir
    Path folder;

    /** Value 10 r + c in row r, column c; a function of the indices, in no file and in no memory. */
    private record Own(long rowCount, boolean interrupts) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return LAYOUT;
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            for (int i = 0; i < 3 * rows; i++) {
                into[offset + i] = 10 * (firstRow + i / 3) + i % 3;
            }
            if (interrupts) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final RowSource OWN = new Own(ROWS, false);

    private static float[] all(RowSource source) {
        float[] rows = new float[Math.toIntExact(source.rowCount() * source.width())];
        source.read(0, (int) source.rowCount(), rows, 0);
        return rows;
    }

    @Test
    void columnsAreChosenByNameAndByPlace() {
        var wanted = new ColumnLayout(List.of(), List.of("z", "y"));
        var byName = ChosenColumns.of(OWN, wanted);
        assertEquals(wanted, byName.layout());
        assertArrayEquals(new float[] {2, 0, 12, 10, 22, 20}, head(byName, 3));
        var byPlace = ChosenColumns.at(OWN, ColumnLayout.numbered(2), List.of(1, 1));
        assertEquals(List.of("column 0", "column 1"), byPlace.layout().columns());
        assertArrayEquals(new float[] {1, 1, 11, 11}, head(byPlace, 2));
        assertEquals(OWN, ChosenColumns.of(OWN, LAYOUT));
        var noContext = new ColumnLayout(List.of(), List.of("y", "x", "z"));
        assertArrayEquals(all(OWN), all(ChosenColumns.of(OWN, noContext)));
        refused("'q'", () -> ChosenColumns.of(OWN, new ColumnLayout(List.of(), List.of("x", "q"))));
        refused("[3]", () -> ChosenColumns.at(OWN, ColumnLayout.numbered(1), List.of(3)));
        refused("[0]", () -> ChosenColumns.at(OWN, LAYOUT, List.of(0)));
    }

    private static float[] head(RowSource source, int rows) {
        float[] values = new float[2 + rows * source.width()];
        source.read(0, rows, values, 2);
        return java.util.Arrays.copyOfRange(values, 2, values.length);
    }

    private static void refused(String part, Runnable work) {
        String told = assertThrows(FlashFlowException.class, work::run).getMessage();
        assertTrue(told.contains(part) && told.endsWith("."), told);
    }

    @Test
    void rowsAreConcatenatedAndLeftOut() {
        var twice = ConcatenatedRows.of(List.of(OWN, new Own(5, false), OWN), -1);
        assertEquals(2 * ROWS + 5, twice.rowCount());
        assertArrayEquals(new float[] {2990, 0, 10}, column(twice, 0, ROWS - 1, 3));
        assertArrayEquals(new float[] {40, 0}, column(twice, 0, ROWS + 4, 2));
        assertEquals(2, twice.partOf(ROWS + 5));
        assertEquals(4, twice.rowInPart(ROWS + 4));
        assertEquals(7, ConcatenatedRows.of(List.of(OWN), 7).rowCount());
        refused("at least one", () -> ConcatenatedRows.of(List.of(), -1));
        refused(
                "columns",
                () -> ConcatenatedRows.of(
                        List.of(OWN, ChosenColumns.at(OWN, ColumnLayout.numbered(1), List.of(0))), -1));
        var without = SelectedRows.without(twice, 0, ROWS);
        assertArrayEquals(new float[] {2990, 10}, column(without, 0, ROWS - 2, 2));
        refused("Rows", () -> twice.read(2 * ROWS, 6, new float[18], 0));
    }

    private static float[] column(RowSource source, int column, long first, int rows) {
        float[] values = new float[rows * source.width()];
        source.read(first, rows, values, 0);
        float[] found = new float[rows];
        for (int i = 0; i < rows; i++) {
            found[i] = values[i * source.width() + column];
        }
        return found;
    }

    @Test
    void itIsLookedAtLoadedTrainedOnAndGeneratedFrom() {
        assertEquals(10 * (ROWS - 1) / 2.0, ColumnStatistics.of(OWN).mean(0), 1e-9);
        assertEquals(ROWS, OWN.table().rowCount());
        try (var loader = BatchLoader.of(OWN, LoaderConfig.of(100, 1))) {
            var batch = loader.epoch(0, 0).next();
            assertEquals(100, batch.size());
            batch.close();
        }
        var preprocessing = Preprocessing.standardise(LAYOUT).fit(OWN);
        assertEquals(
                ROWS,
                preprocessing.usable(OWN).rowCount() + preprocessing.usable(OWN).droppedRows());
        try (var model = FlowModel.of(FlowConfig.of(2, 1, 1, 8, 1, 4), preprocessing, Device.cpu())) {
            Training.of(model).epochs(1).batchSize(100).validateOn(OWN).fit(OWN);
            assertTrue(Double.isFinite(model.nll(OWN)));
            var out = folder.resolve("sample.h5");
            var report =
                    Generation.of(model).listener(new GenerationListener() {}).toHdf5(OWN, out);
            assertEquals(ROWS, report.rows());
            try (var sample = Hdf5Dataset.of(LAYOUT, out).open()) {
                assertArrayEquals(column(OWN, 0, 0, ROWS), column(sample, 0, 0, ROWS));
            }
        }
    }

    /** Each of these reads all rows, and is left by an interrupt during the first block. */
    private interface Pass {
        void over(RowSource source);
    }

    private static Stream<Pass> passes() {
        var preprocessing = Preprocessing.none(LAYOUT);
        return Stream.of(
                ColumnStatistics::of,
                RowSource::statistics,
                Preprocessing.standardise(LAYOUT)::fit,
                preprocessing::usable,
                preprocessing::meanLogDerivative,
                source -> Finite.forEachBadRow(source, row -> {}),
                source -> {
                    try (var model = FlowModel.of(FlowConfig.of(2, 1, 1, 8, 1, 4), preprocessing, Device.cpu())) {
                        model.nll(source);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("passes")
    void anInterruptEndsEveryPassInASentence(Pass pass) {
        var many = new Own(1_500_000, true);
        refused("was interrupted", () -> pass.over(many));
        assertFalse(Thread.interrupted(), "the interrupt is left to trouble what comes next");
    }

    @Test
    void anInterruptEndsTheToysPass() {
        ToyDetector toy = new ToyJets();
        Thread.currentThread().interrupt();
        refused("interrupted at row 0", () -> toy.optimalNll(1, 10_000));
        assertFalse(Thread.interrupted());
    }

    @Test
    void memoryMayHoldWhatIsNotFinite() {
        float[] rows = {1, Float.NaN, 3, 4, 5, 6};
        refused("NaN", () -> InMemoryDataset.of(LAYOUT, rows));
        var kept = InMemoryDataset.unchecked(LAYOUT, rows);
        assertEquals(1, ColumnStatistics.of(kept).nonFinite(1));
        assertEquals(1, Preprocessing.none(LAYOUT).usable(kept).rowCount());
    }
}
