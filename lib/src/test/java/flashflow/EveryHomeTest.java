package flashflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnStatistics;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.columns.CsvDataset;
import flashflow.data.columns.CsvWriter;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.parquet.ParquetDataset;
import flashflow.data.parquet.ParquetWriter;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same rows, wherever they are kept, give the same batches, statistics, preprocessing, training and sample. */
class EveryHomeTest {
    private static final int ROWS = 600;
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x0", "x1"));

    @TempDir
    static Path folder;

    private static float[] values;
    private static List<Object> expected;

    /** Where rows may be kept; one more is one line. */
    private enum Home {
        MEMORY(() -> InMemoryDataset.of(LAYOUT, values)),
        HDF5(() -> Hdf5Dataset.of(LAYOUT, hdf5()).open()),
        TABLE(() -> ColumnDataset.of(RowTables.table(LAYOUT.columns(), values, ROWS))
                .layout(LAYOUT)
                .open()),
        CSV(() -> CsvDataset.columns(csv()).layout(LAYOUT).open()),
        PARQUET(() -> ParquetDataset.columns(parquet()).layout(LAYOUT).open()),
        HDF5_COLUMNS(
                () -> Hdf5Dataset.columns(hdf5Columns(), "jets").layout(LAYOUT).open()),
        OWN(OwnRows::new),
        COLUMNS_OF_OWN(() -> ColumnDataset.of((RowSource) new OwnRows())
                .context("y")
                .targets("x*")
                .open());

        private final Opening opening;

        Home(Opening opening) {
            this.opening = opening;
        }
    }

    private interface Opening {
        RowSource open();
    }

    private static final class OwnRows implements RowSource {
        @Override
        public ColumnLayout layout() {
            return LAYOUT;
        }

        @Override
        public long rowCount() {
            return ROWS;
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            System.arraycopy(values, 3 * (int) firstRow, into, offset, 3 * rows);
        }
    }

    private static Path hdf5() {
        var file = folder.resolve("rows.h5");
        Hdf5Writer.write(file, RowTables.table(LAYOUT.columns(), values, ROWS));
        return file;
    }

    private static Path csv() {
        var file = folder.resolve("rows.csv");
        try (var writer = CsvWriter.to(file, LAYOUT.columns(), List.of())) {
            writer.write(values, 0, ROWS, List.of());
            writer.finish();
        }
        return file;
    }

    private static Path parquet() {
        var file = folder.resolve("rows.parquet");
        try (var writer =
                ParquetWriter.to(file).columns(LAYOUT).rowGroupRows(256).open()) {
            writer.write(values, 0, ROWS, List.of());
            writer.finish();
        }
        return file;
    }

    /** A group of one dataset for each column. */
    private static Path hdf5Columns() {
        var file = folder.resolve("columns.h5");
        try (var out = HdfFile.write(file)) {
            WritableGroup group = out.putGroup("jets");
            for (int c = 0; c < 3; c++) {
                float[] column = new float[ROWS];
                for (int i = 0; i < ROWS; i++) {
                    column[i] = values[3 * i + c];
                }
                group.putDataset(LAYOUT.columns().get(c), column);
            }
        }
        return file;
    }

    @BeforeAll
    static void makeRows() {
        var random = new SplittableRandom(8);
        values = new float[3 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            double y = 2 * random.nextDouble() - 1;
            values[3 * i] = (float) y;
            values[3 * i + 1] = (float) (100 * (y + 0.5 * random.nextGaussian()));
            values[3 * i + 2] = (float) (y * y + 0.3 * random.nextGaussian());
        }
        expected = numbers(Home.MEMORY);
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void givesOnlySomeColumns(Home home) {
        try (var rows = home.opening.open()) {
            var some = ChosenColumns.of(rows, new ColumnLayout(List.of("x1"), List.of("y")));
            float[] read = new float[2 * 100];
            double[] exact = new double[2 * 100];
            some.read(250, 100, read, 0);
            some.readExact(250, 100, exact, 0);
            for (int row = 0; row < 100; row++) {
                assertEquals(values[3 * (250 + row) + 2], read[2 * row]);
                assertEquals(values[3 * (250 + row)], read[2 * row + 1]);
                assertEquals(read[2 * row], (float) exact[2 * row]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void theSameNumbersComeOfTheSameRows(Home home) {
        var found = numbers(home);
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertArrayEquals((float[]) expected.get(i), (float[]) found.get(i), "number " + i);
        }
    }

    private static List<Object> numbers(Home home) {
        try (var rows = home.opening.open()) {
            var found = new ArrayList<Object>();
            found.addAll(batches(rows));
            var statistics = ColumnStatistics.of(rows);
            for (int c = 0; c < 3; c++) {
                found.add(new float[] {(float) statistics.mean(c), (float) statistics.deviation(c)});
            }
            found.add(sample(rows, folder.resolve(home + ".h5")));
            return found;
        }
    }

    /** One shuffled epoch. */
    private static List<float[]> batches(RowSource rows) {
        var batches = new ArrayList<float[]>();
        try (var loader = BatchLoader.of(rows, LoaderConfig.of(250, 42).window(64, 4));
                var epoch = loader.epoch(0, 0)) {
            for (var batch = epoch.next(); batch != null; batch = epoch.next()) {
                float[] copy = new float[3 * batch.size()];
                batch.rows().get(copy);
                batches.add(copy);
                batch.close();
            }
        }
        return batches;
    }

    /** Two updates of a small model, and what it makes of the rows then. */
    private static float[] sample(RowSource rows, Path out) {
        var preprocessing = Preprocessing.standardise(LAYOUT).fit(rows);
        try (var model = FlowModel.of(FlowConfig.of(2, 1, 1, 8, 1, 4), preprocessing, Device.cpu())) {
            Training.of(model)
                    .epochs(1)
                    .batchSize(300)
                    .listeners(new TrainingListener() {})
                    .fit(rows);
            Generation.of(model).seed(3).listener(new GenerationListener() {}).toHdf5(rows, out);
        }
        try (var sample = Hdf5Dataset.of(LAYOUT, out).open()) {
            float[] all = new float[3 * ROWS];
            sample.read(0, ROWS, all, 0);
            return all;
        }
    }
}
