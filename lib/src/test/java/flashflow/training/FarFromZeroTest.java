package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import flashflow.data.InMemoryDataset;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.preprocessing.Preprocessing;
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Where the origin and the unit of a column lie is nothing to a training. */
class FarFromZeroTest {
    private static final int ROWS = 2048;
    private static final float[] VALUES = Tiny.values(3, ROWS);

    @TempDir
    Path folder;

    /** Rows of y, x0 and x1, each moved and scaled. */
    private static Table table(double offset, double scale) {
        double[][] columns = new double[3][ROWS];
        for (int i = 0; i < VALUES.length; i++) {
            columns[i % 3][i / 3] = offset + scale * VALUES[i];
        }
        return Table.create(
                DoubleColumn.create("y", columns[0]),
                DoubleColumn.create("x0", columns[1]),
                DoubleColumn.create("x1", columns[2]));
    }

    private static FlowModel trained(InMemoryDataset rows) {
        var model = FlowModel.of(Tiny.config(), Preprocessing.standardise(Tiny.LAYOUT), Device.cpu());
        Training.of(model)
                .batchSize(256)
                .epochs(3)
                .validateOn(rows)
                .listeners(new TrainingListener() {})
                .fit(rows);
        return model;
    }

    @Test
    void theNllAndTheSampleAreTheSame() {
        var near = InMemoryDataset.of(Tiny.LAYOUT, table(0, 1));
        try (var model = trained(near)) {
            double nll = model.nll(near);
            var sample = model.generate(near.context(), 1);
            for (double[] far : new double[][] {{1.5e9, 1}, {-7e12, 4096}, {0, 0x1p1000}}) {
                var table = table(far[0], far[1]);
                var rows = InMemoryDataset.of(Tiny.LAYOUT, table);
                try (var moved = trained(rows)) {
                    assertEquals(nll, moved.nll(rows), 1e-5);
                    assertEquals(
                            nll - model.rawNll(near),
                            moved.nll(rows) - moved.rawNll(rows) + 2 * Math.log(far[1]),
                            1e-4);
                    compare(sample, moved.generate(rows.context(), 1), far);
                    compare(sample, reloaded(moved).generate(table, 1), far);
                    assertEquals(List.of(), rangeWarnings(moved, table));
                }
            }
        }
    }

    private static List<String> rangeWarnings(FlowModel model, Table context) {
        var sampler = model.sampler(1);
        sampler.oversample(context, 2);
        return sampler.warnings().stream()
                .filter(line -> line.startsWith("Context"))
                .toList();
    }

    private FlowModel reloaded(FlowModel model) {
        model.save(folder.resolve("far.flow"));
        return FlowModel.load(folder.resolve("far.flow"), Device.cpu());
    }

    private static void compare(Table expected, Table sample, double[] far) {
        for (String name : List.of("x0", "x1")) {
            for (int i = 0; i < ROWS; i++) {
                double value = (sample.doubleColumn(name).get(i) - far[0]) / far[1];
                assertEquals(expected.floatColumn(name).get(i), value, 1e-3, name);
            }
        }
    }

    @Test
    void filesAreReadBeforeTheyAreRounded() {
        var table = table(1.5e9, 1);
        double[][] rows = new double[ROWS][3];
        for (int i = 0; i < ROWS; i++) {
            for (int c = 0; c < 3; c++) {
                rows[i][c] = table.doubleColumn(c).get(i);
            }
        }
        try (var file = HdfFile.write(folder.resolve("far.h5"))) {
            file.putDataset("data", rows);
        }
        var memory = InMemoryDataset.of(Tiny.LAYOUT, table);
        try (var model = trained(memory);
                var file = Hdf5Dataset.of(Tiny.LAYOUT, folder.resolve("far.h5")).open()) {
            assertEquals(model.nll(memory), model.nll(file));
            Generation.of(model)
                    .seed(1)
                    .listener(new GenerationListener() {})
                    .toHdf5(file, folder.resolve("sample.h5"));
            var sample = model.sampler(1).generate(file.context());
            try (var written = new HdfFile(folder.resolve("sample.h5"))) {
                for (String name : Tiny.LAYOUT.columns()) {
                    double[] expected = (name.equals("y") ? table : sample)
                            .doubleColumn(name)
                            .asDoubleArray();
                    assertArrayEquals(
                            expected, (double[]) written.getDatasetByPath(name).getDataFlat());
                }
            }
        }
    }
}
