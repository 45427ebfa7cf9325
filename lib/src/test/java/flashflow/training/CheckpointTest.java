package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.checkpoint.CheckpointFolder;
import flashflow.training.schedule.Constant;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.WarmRestarts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final InMemoryDataset ROWS = Tiny.rows(1, 1000);
    private static final InMemoryDataset VALID = Tiny.rows(2, 500);

    @TempDir
    Path folder;

    private Training training(SplineFlow flow) {
        return Tiny.training(flow)
                .epochs(5)
                .averageWeights(0.9)
                .keepBest()
                .clip(1)
                .schedule(WarmRestarts.from(1e-2, 2, 2).warmup(0.5))
                .validateOn(VALID);
    }

    private void trainFor(int epochs) {
        try (var flow = Tiny.flow()) {
            training(flow).epochs(epochs).checkpoints(folder).fit(ROWS);
        }
    }

    private String uninterrupted() {
        try (var flow = Tiny.flow()) {
            training(flow).fit(ROWS);
            return Tiny.hash(flow);
        }
    }

    private static Training quiet(Training training, Recorder said) {
        return training.validateOn(VALID).listeners(said);
    }

    @Test
    void aTrainingGoesOnFromItsFolderAlone() {
        trainFor(3);
        var said = new Recorder();
        var resumed = quiet(Training.resume(folder, Device.cpu()), said).epochs(5);
        try (var flow = resumed.flow()) {
            var run = resumed.fit(ROWS);
            assertEquals(uninterrupted(), Tiny.hash(flow));
            assertEquals(5, run.history().rowCount());
            assertEquals(2, said.epochs.size());
            assertEquals(List.of(), said.warnings);
            assertEquals(
                    folder.resolve("checkpoint-00005-0000000.safetensors"),
                    run.checkpoint().orElseThrow());
        }
    }

    @Test
    void theNewestAndTheBestStay() throws IOException {
        trainFor(5);
        assertEquals(List.of(file(4), file(5)), Checkpoint.list(folder));
        assertTrue(Files.exists(folder.resolve("best.safetensors")));
        assertFalse(Files.exists(folder.resolve("earlier-1")));
    }

    private Path file(int epochs) {
        return folder.resolve(CheckpointFolder.name(epochs, 0));
    }

    @Test
    void checkpointsComeEveryFewEpochsAndAtTheEnd() {
        try (var flow = Tiny.flow()) {
            training(flow).checkpoints(folder).checkpointEvery(2).keepLast(9).fit(ROWS);
        }
        assertEquals(List.of(file(2), file(4), file(5)), Checkpoint.list(folder));
    }

    @Test
    void aCheckpointShowsHistoryAndGivesTheFlow() {
        trainFor(3);
        var checkpoint = Checkpoint.open(file(3));
        assertEquals(3, checkpoint.epoch());
        assertEquals(9, checkpoint.updates());
        assertEquals(3, checkpoint.history().rowCount());
        assertTrue(checkpoint.history().columnNames().containsAll(List.of("validation_nll", "ema_nll")));
        assertEquals(Tiny.LAYOUT, checkpoint.layout());
        assertEquals(0.9, checkpoint.settings().emaDecay());
        try (var flow = checkpoint.flow(Device.cpu())) {
            assertEquals(Tiny.config(), flow.config());
        }
        assertThrows(FlashFlowException.class, () -> checkpoint.model(Device.cpu()));
    }

    @Test
    void modelsOpenFromCheckpointsAndFromTheBest() {
        try (var model = FlowModel.of(Tiny.config(), Preprocessing.standardise(Tiny.LAYOUT), Device.cpu())) {
            Training.of(model)
                    .epochs(2)
                    .batchSize(256)
                    .validateOn(VALID)
                    .checkpoints(folder)
                    .listeners(new Recorder())
                    .fit(ROWS);
            try (var read = Checkpoint.open(folder).model(Device.cpu());
                    var best = FlowModel.load(folder.resolve("best.safetensors"), Device.cpu())) {
                assertEquals(model.hash(), read.hash());
                assertEquals(
                        model.preprocessing().toJson(), best.preprocessing().toJson());
            }
        }
        var resumed = quiet(Training.resume(folder, Device.cpu()), new Recorder());
        assertEquals(2, resumed.fit(ROWS).epochs());
        resumed.flow().close();
    }

    @Test
    void theLastGoodOneIsTakenWhereTheNewestIsDamaged() throws IOException {
        trainFor(4);
        try (var file = new RandomAccessFile(file(4).toFile(), "rw")) {
            file.seek(file.length() - 5);
            file.write(99);
        }
        assertThrows(FlashFlowException.class, () -> Checkpoint.open(file(4)));
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            var run = training(flow)
                    .listeners(said)
                    .checkpoints(folder)
                    .resumeFrom(folder)
                    .fit(ROWS);
            assertEquals(uninterrupted(), Tiny.hash(flow));
            assertEquals(5, run.epochs());
        }
        assertTrue(
                said.warnings.get(0).contains("passed over")
                        && said.warnings.get(0).contains("00004"),
                said.warnings::toString);
        assertTrue(Files.exists(folder.resolve("earlier-1").resolve(file(4).getFileName())));
    }

    @Test
    void nothingButDamagedOnesIsRefused() throws IOException {
        trainFor(1);
        Files.write(file(1), new byte[100]);
        String message = assertThrows(FlashFlowException.class, () -> Training.resume(folder))
                .getMessage();
        assertTrue(message.contains("no undamaged checkpoint among its 1"), message);
        try (var flow = Tiny.flow()) {
            assertThrows(
                    FlashFlowException.class,
                    () -> training(flow).resumeFrom(folder).fit(ROWS));
        }
    }

    @Test
    void whatBelongsToAnotherTrainingIsRefused() {
        trainFor(1);
        refused("its training data had 1000 rows", t -> t.fit(Tiny.rows(1, 999)));
        refused("other values", t -> t.fit(Tiny.rows(3, 1000)));
        refused("batchSize 256", t -> t.batchSize(128).fit(ROWS));
        refused("seed 1", t -> t.seed(5).fit(ROWS));
        try (var other = SplineFlow.of(Tiny.config().bins(9), Device.cpu())) {
            String before = Tiny.hash(other);
            var training = training(other).resumeFrom(folder);
            String message = assertThrows(FlashFlowException.class, () -> training.fit(ROWS))
                    .getMessage();
            assertTrue(message.contains("bins=8"), message);
            assertEquals(before, Tiny.hash(other));
        }
        assertThrows(FlashFlowException.class, () -> Training.resume(folder.resolve("best.safetensors")));
        assertThrows(FlashFlowException.class, () -> Training.resume(folder.resolve("missing.safetensors")));
        assertThrows(FlashFlowException.class, () -> Training.resume(folder.resolve("missing")));
    }

    private void refused(String part, java.util.function.Consumer<Training> fit) {
        try (var flow = Tiny.flow()) {
            String before = Tiny.hash(flow);
            var training = training(flow).resumeFrom(folder);
            String message = assertThrows(FlashFlowException.class, () -> fit.accept(training))
                    .getMessage();
            assertTrue(message.contains(part), message);
            assertEquals(before, Tiny.hash(flow));
        }
    }

    @Test
    void otherRatesAreAllowedWithAWarning() {
        trainFor(1);
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            training(flow)
                    .schedule(Constant.of(1e-4))
                    .listeners(said)
                    .resumeFrom(folder)
                    .fit(ROWS);
            assertNotEquals(uninterrupted(), Tiny.hash(flow));
        }
        assertTrue(said.warnings.get(0).contains("goes on with schedule"), said.warnings::toString);
    }

    @Test
    void theBestOnOtherValidationRowsIsNotCompared() {
        trainFor(2);
        var said = new Recorder();
        float[] harder = Tiny.values(7, 500);
        for (int i = 1; i < harder.length; i += 3) {
            harder[i] *= 2;
        }
        try (var flow = Tiny.flow()) {
            var run = training(flow)
                    .epochs(4)
                    .validateOn(InMemoryDataset.of(Tiny.LAYOUT, harder))
                    .listeners(said)
                    .checkpoints(folder)
                    .resumeFrom(folder)
                    .fit(ROWS);
            double earlier = Checkpoint.open(file(4))
                    .history()
                    .doubleColumn("validation_nll")
                    .get(0);
            assertTrue(run.bestNll() > earlier, run::toString);
            assertTrue(run.bestEpoch().orElseThrow() > 2, run::toString);
        }
        assertEquals(1, said.warnings.size(), said.warnings::toString);
        assertTrue(said.warnings.get(0).startsWith("The validation rows are others"), said.warnings::toString);
    }

    @Test
    void aLongerPatienceLetsAStoppedTrainingGoOn() {
        Schedule ruinous = epoch -> epoch < 1 ? 1e-3 : 0.5;
        try (var flow = Tiny.flow()) {
            var training = training(flow).schedule(ruinous).epochs(20).checkpoints(folder);
            var first = training.patience(2).fit(ROWS);
            assertTrue(first.stoppedEarly());
            var second = training.patience(6).resumeFrom(folder).fit(ROWS);
            assertTrue(second.epochs() > first.epochs(), second::toString);
        }
    }

    @Test
    void aScheduleThatIsCodeHasToBeGivenAgain() {
        Schedule own = epoch -> 1e-3 / (1 + epoch);
        try (var flow = Tiny.flow()) {
            training(flow).epochs(1).schedule(own).checkpoints(folder).fit(ROWS);
        }
        var resumed =
                quiet(Training.resume(folder, Device.cpu()), new Recorder()).epochs(2);
        try {
            assertThrows(FlashFlowException.class, () -> resumed.fit(ROWS));
            assertEquals(2, resumed.schedule(own).fit(ROWS).epochs());
        } finally {
            resumed.flow().close();
        }
    }

    @Test
    void anEarlierTrainingInTheFolderIsSetAside() {
        trainFor(2);
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            training(flow).epochs(1).listeners(said).checkpoints(folder).fit(ROWS);
        }
        assertEquals(List.of(file(1)), Checkpoint.list(folder));
        var aside = folder.resolve("earlier-1");
        assertEquals(2, Checkpoint.open(aside).epoch());
        assertTrue(Files.exists(aside.resolve("best.safetensors")));
        assertTrue(said.warnings.get(0).contains("earlier-1"), said.warnings::toString);
    }

    @Test
    void twoTrainingsCannotShareAFolder() {
        try (var outer = Tiny.flow();
                var inner = Tiny.flow()) {
            var refusals = new java.util.ArrayList<String>();
            var meanwhile = new Recorder(report -> {
                var second = training(inner).checkpoints(folder);
                refusals.add(assertThrows(FlashFlowException.class, () -> second.fit(ROWS))
                        .getMessage());
            });
            training(outer).epochs(1).listeners(meanwhile).checkpoints(folder).fit(ROWS);
            assertTrue(refusals.get(0).startsWith("Another training writes"), refusals.get(0));
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        trainFor(1);
        long dead = Long.MAX_VALUE;
        var part =
                Files.write(folder.resolve("checkpoint-00009-0000000.safetensors." + dead + "-77.part"), new byte[10]);
        var elsewhere = Files.write(
                folder.resolve("checkpoint-00009-0000000.safetensors.elsewhere.example-5-77.part"), new byte[10]);
        try (var flow = Tiny.flow()) {
            training(flow).epochs(2).checkpoints(folder).resumeFrom(folder).fit(ROWS);
        }
        assertFalse(Files.exists(part));
        assertTrue(Files.exists(elsewhere));
    }

    @Test
    void aFolderThatCannotBeWrittenIsAWarning() throws IOException {
        var file = Files.write(folder.resolve("file"), new byte[1]);
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            var run = training(flow)
                    .listeners(said)
                    .checkpoints(file.resolve("below"))
                    .fit(ROWS);
            assertEquals(5, run.epochs());
            assertTrue(run.checkpoint().isEmpty());
            assertEquals(uninterrupted(), Tiny.hash(flow));
        }
        assertEquals(1, said.warnings.size(), said.warnings::toString);
        assertTrue(said.warnings.get(0).startsWith("Checkpoints cannot be written into"), said.warnings::toString);
    }

    /** As when a disk is full for some time: told once, and once when it is over. */
    @Test
    void aFolderThatIsGoneForAWhileIsToldTwice() {
        Path place = folder.resolve("gone");
        var said = new Recorder(report -> {
            boolean away = Files.exists(folder.resolve("hidden"));
            if (report.epoch() == 5 && !away) {
                moved(place, folder.resolve("hidden"));
            } else if (report.epoch() == 40 && away) {
                moved(folder.resolve("hidden"), place);
            }
        });
        try (var flow = Tiny.flow()) {
            var run =
                    training(flow).epochs(45).listeners(said).checkpoints(place).fit(ROWS);
            assertEquals(said.warnings, run.warnings());
            assertEquals(45, Checkpoint.open(place).epoch());
        }
        assertEquals(2, said.warnings.size(), said.warnings::toString);
        assertTrue(said.warnings.get(0).contains("gone"), said.warnings::toString);
        assertTrue(said.warnings.get(1).contains("again; 35 could not be"), said.warnings::toString);
    }

    private static void moved(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void pythonReadsIt() {
        Python.assumed("safetensors", "numpy");
        trainFor(2);
        String seen = Python.run(
                """
                import sys, json
                from safetensors import safe_open
                with safe_open(sys.argv[1], "np") as f:
                    meta = f.metadata()
                    position = json.loads(meta["flashflow.position"])
                    columns = json.loads(meta["flashflow.history_columns"])
                    history = f.get_tensor("history")
                    flow = sum(f.get_tensor(k).size for k in f.keys()
                               if k.startswith("flow.") and "permutations" not in k)
                    flat = sum(f.get_tensor("average." + k).size for k in ("parameters", "statistics"))
                    print(position["epoch"], meta["flashflow.checkpoint"], history.shape, len(columns), flow == flat,
                          f.get_tensor("adam.updates"))
                """,
                file(2));
        assertEquals("2 2 (2, 10) 10 True 6.0", seen);
    }
}
