package flashflow.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.categorical.CategoricalConfig;
import flashflow.categorical.CategoricalModel;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.plots.Plots;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.BatchReport;
import flashflow.training.EpochReport;
import flashflow.training.Recorder;
import flashflow.training.Tiny;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.TrainingRun;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.schedule.Constant;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class RunsTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x|0", "x`1"));
    private static final Preprocessing CHAINS =
            Preprocessing.standardise(LAYOUT).fit(rows(1, 600));

    @TempDir
    Path folder;

    private static InMemoryDataset rows(long seed, int count) {
        return InMemoryDataset.of(LAYOUT, flat(Tiny.rows(seed, count)));
    }

    private static float[] flat(InMemoryDataset rows) {
        float[] values = new float[(int) rows.rowCount() * rows.width()];
        rows.read(0, (int) rows.rowCount(), values, 0);
        return values;
    }

    private static FlowModel model(int hidden) {
        return FlowModel.of(FlowConfig.of(2, 1, 2, hidden, 1, 8).tailBound(4), CHAINS, Device.cpu());
    }

    /** Of three epochs, with what is to be changed. */
    private TrainingRun train(String name, int hidden, UnaryOperator<Training> change) {
        try (var model = model(hidden)) {
            return change.apply(Training.of(model)
                            .epochs(3)
                            .batchSize(128)
                            .listeners(new Recorder())
                            .checkpoints(folder.resolve(name)))
                    .validateOn(rows(2, 300))
                    .fit(rows(1, 600));
        }
    }

    private static TrainingListener stopAt(int epoch) {
        return new TrainingListener() {
            @Override
            public void batchEnded(BatchReport report) {
                if (report.epoch() == epoch) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static String cell(Runs runs, String run, String column) {
        var table = runs.table();
        int row = table.stringColumn("run").asList().indexOf(run);
        assertTrue(row >= 0, runs::toString);
        return table.column(column).getUnformattedString(row);
    }

    @Test
    void listsWhatDiffersTheBestFirst() {
        var small = train("small", 8, t -> t.schedule(Constant.of(1e-4)));
        var wide = train("deeper/wide", 16, t -> t.schedule(Constant.of(3e-3)));
        var runs = Runs.in(folder);
        assertEquals(List.of("deeper/wide", "small"), runs.names());
        var names = runs.table().columnNames();
        assertTrue(names.containsAll(List.of("schedule.rate", "flow.hidden")), names::toString);
        assertFalse(names.contains("batchSize") || names.contains("flow.steps"), names::toString);
        assertEquals("finished", cell(runs, "small", "state"));
        assertEquals(small.bestNll(), Double.parseDouble(cell(runs, "small", "best_nll")));
        assertEquals(wide.bestNll(), Double.parseDouble(cell(runs, "deeper/wide", "best_nll")));
        assertEquals("3.0", cell(runs, "small", "epochs"));
        assertEquals("8", cell(runs, "small", "flow.hidden"));
        assertTrue(Long.parseLong(cell(runs, "small", "bytes")) > 10_000);
        assertFalse(runs.toHtml().contains("compare:"), runs::toHtml);
    }

    @Test
    void opensOneAsFitLeftIt() {
        var run = train("kept", 16, t -> t.keepBest().schedule(Constant.of(0.2)));
        train("other", 8, t -> t);
        var runs = Runs.in(folder);
        var opened = runs.open("kept");
        assertEquals(run.toString(), opened.run().toString());
        assertEquals(run.history().toString(), opened.run().history().toString());
        try (var model = opened.model(Device.cpu());
                var best = FlowModel.load(folder.resolve("kept/best.safetensors"), Device.cpu())) {
            assertEquals(best.hash(), model.hash());
            assertEquals(run.bestNll(), model.nll(rows(2, 300)), 1e-5);
        }
        Plots.loss(opened.run(), runs.open("other").run());
        Plots.loss(runs.histories());
        assertEquals(
                List.of("kept", "other"),
                runs.histories().keySet().stream().sorted().toList());
        String unknown =
                assertThrows(FlashFlowException.class, () -> runs.open("third")).getMessage();
        assertTrue(unknown.contains("'third'") && unknown.contains("kept"), unknown);
    }

    @Test
    void tellsHowEachStands() throws IOException {
        train("stopped", 8, t -> t.epochs(50).patience(1).schedule(Constant.of(0.3)));
        train("interrupted", 8, t -> t.listeners(stopAt(2)));
        Thread.interrupted();
        var listed = new ArrayList<Runs>();
        var looking = new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Table history) {
                if (report.epoch() == 2) {
                    listed.add(Runs.in(folder));
                    copy("running", "killed");
                }
            }
        };
        train("running", 8, t -> t.checkpointEvery(2).listeners(looking));
        assertEquals("running", cell(listed.get(0), "running", "state"));
        assertEquals("It has no checkpoint yet.", cell(listed.get(0), "running", "remark"));
        assertEquals("2.0", cell(listed.get(0), "running", "epochs"));
        String none = assertThrows(
                        FlashFlowException.class, () -> Runs.in(folder).open("killed"))
                .getMessage();
        assertTrue(none.startsWith("The training 'killed' cannot be opened."), none);
        var runs = Runs.in(folder);
        assertEquals("finished", cell(runs, "running", "state"));
        assertEquals("stopped early", cell(runs, "stopped", "state"));
        assertEquals("interrupted", cell(runs, "interrupted", "state"));
        assertEquals("unfinished", cell(runs, "killed", "state"));
        assertTrue(runs.open("interrupted").run().interrupted());
    }

    private void copy(String from, String to) {
        try (var files = Files.list(folder.resolve(from))) {
            Files.createDirectories(folder.resolve(to));
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(to).resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptedTrainingThatWentOnIsFinished() {
        train("run", 8, t -> t.listeners(stopAt(2)));
        Thread.interrupted();
        train("run", 8, t -> t.resumeFrom(folder.resolve("run")));
        assertEquals("finished", cell(Runs.in(folder), "run", "state"));
    }

    @Test
    void damageIsARowWithItsReason() throws IOException {
        train("good", 8, t -> t);
        train("cut", 8, t -> t.keepLast(1));
        train("older", 8, t -> t);
        train("flipped", 8, t -> t.keepLast(1));
        cutOff(newest("cut"));
        cutOff(newest("older"));
        flip(newest("flipped"));
        var runs = Runs.in(folder);
        assertEquals("damaged", cell(runs, "cut", "state"));
        assertTrue(cell(runs, "cut", "remark").contains("no undamaged checkpoint"), runs::toString);
        assertTrue(cell(runs, "older", "remark").contains("passed over"), runs::toString);
        assertTrue(cell(runs, "older", "remark").contains("goes on after epoch 2"), runs::toString);
        assertEquals("finished", cell(runs, "flipped", "state"));
        assertEquals("damaged", cell(runs.verified(), "flipped", "state"));
        String refusal =
                assertThrows(FlashFlowException.class, () -> runs.open("cut")).getMessage();
        assertTrue(refusal.startsWith("The training 'cut' cannot be opened."), refusal);
        assertThrows(FlashFlowException.class, () -> runs.open("flipped"));
        assertEquals(2, runs.open("older").run().epochs());
        assertTrue(runs.toHtml().contains("damaged"));
    }

    private Path newest(String name) {
        return Checkpoint.list(folder.resolve(name)).stream()
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static void cutOff(Path file) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() / 2);
        }
    }

    private static void flip(Path file) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(open.length() - 5);
            open.write(99);
        }
    }

    @Test
    void otherDensitiesAreListedAndNotCompared() {
        train("flow", 8, t -> t);
        var layout = new ColumnLayout(List.of("y"), List.of("class"));
        float[] values = new float[400];
        IntStream.range(0, 200).forEach(i -> {
            values[2 * i] = i;
            values[2 * i + 1] = i % 2;
        });
        try (var model = CategoricalModel.of(
                CategoricalConfig.of(2, 1).hidden(8), Preprocessing.standardise(layout), Device.cpu())) {
            Training.of(model)
                    .epochs(2)
                    .batchSize(50)
                    .listeners(new Recorder())
                    .checkpoints(folder.resolve("classes"))
                    .fit(InMemoryDataset.of(layout, values));
        }
        var runs = Runs.in(folder);
        assertEquals(List.of("flow", "classes"), runs.names());
        assertEquals("categorical", cell(runs, "classes", "trains"));
        assertTrue(runs.toString().contains("do not all compare"), runs::toString);
        runs.open("classes").categorical().close();
        assertThrows(FlashFlowException.class, () -> runs.open("classes").model(Device.cpu()));
        assertThrows(FlashFlowException.class, () -> runs.open("flow").categorical());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksAreFollowedOnceAndHiddenFoldersLeftOut() throws IOException {
        train("real/run", 8, t -> t);
        Path elsewhere = Files.createDirectory(folder.resolve("listed"));
        Files.createSymbolicLink(elsewhere.resolve("linked"), folder.resolve("real/run"));
        Files.createSymbolicLink(elsewhere.resolve("loop"), elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("gone"), folder.resolve("gone"));
        Files.createDirectories(elsewhere.resolve(".hidden"));
        copy("real/run", "listed/.hidden/run");
        var runs = Runs.in(elsewhere);
        assertEquals(List.of("linked"), runs.names());
        assertEquals(3, runs.open("linked").run().epochs());
        assertEquals(List.of("."), Runs.in(folder.resolve("real/run")).names());
    }

    @Test
    void namesAreEscaped() {
        train("a|b <i>&`c", 8, t -> t.schedule(Constant.of(1e-4)));
        train("plain", 8, t -> t);
        String html = Runs.in(folder).toHtml();
        assertTrue(html.contains("a|b &lt;i&gt;&amp;`c") && !html.contains("<i>"), html);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "tr", "ar-u-nu-arab"})
    void isTheSameInEveryLanguage(String language) {
        train("one", 8, t -> t);
        train("two", 16, t -> t);
        var usual = Runs.in(folder);
        String text = usual.toString();
        String html = usual.toHtml();
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertEquals(text, Runs.in(folder).toString());
            assertEquals(html, Runs.in(folder).toHtml());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anEmptyFolderHasNoneAndAMissingOneIsRefused() throws IOException {
        Files.writeString(folder.resolve("history.csv"), "of,something,else\n");
        var runs = Runs.in(folder);
        assertEquals(List.of(), runs.names());
        assertTrue(runs.toHtml().startsWith("<p>No training"), runs::toHtml);
        assertEquals(0, runs.table().rowCount());
        assertTrue(assertThrows(FlashFlowException.class, () -> runs.open("x"))
                .getMessage()
                .endsWith("there is none at all."));
        assertThrows(FlashFlowException.class, () -> Runs.in(folder.resolve("missing")));
    }
}
