package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.google.gson.GsonBuilder;
import flashflow.FlashFlowException;
import flashflow.data.InMemoryDataset;
import flashflow.storage.Safetensors;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.ScheduleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of every version of the format open, and their trainings go on; see {@link GoldenTraining}. */
class CheckpointFormatTest {
    /** Matrix products differ in their last digits between processors. */
    private static final float TOLERANCE = 1e-4f;

    @TempDir
    Path folder;

    private Path golden(int version, String name) throws IOException {
        var copy = folder.resolve(Path.of(name).getFileName());
        try (var resource = CheckpointFormatTest.class.getResourceAsStream("format-" + version + "/" + name)) {
            Files.copy(resource, copy);
        }
        return copy;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyVersionOpens(int version) throws IOException {
        var checkpoint = Checkpoint.open(golden(version, "flow/checkpoint-00001-0000004.safetensors"));
        assertEquals(version, checkpoint.version());
        assertEquals(1, checkpoint.epoch());
        assertEquals(4, checkpoint.batch());
        assertEquals(7, checkpoint.updates());
        assertEquals(1, checkpoint.history().rowCount());
        assertEquals(Tiny.config(), checkpoint.config());
        try (var flow = Tiny.flow()) {
            assertEquals(GoldenTraining.ofFlow(flow).settings(), checkpoint.settings());
        }
    }

    @Test
    void aLaterVersionIsRefusedWithBothNamed() {
        var file = folder.resolve("later.safetensors");
        Safetensors.writer().metadata("flashflow.checkpoint", "3").write(file);
        String message = refusal(file);
        assertTrue(message.contains("has version 3") && message.contains("up to version 2"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "two", "99999999999"})
    void whatIsNoVersionIsNoCheckpoint(String version) {
        var file = folder.resolve("other.safetensors");
        Safetensors.writer().metadata("flashflow.checkpoint", version).write(file);
        assertTrue(refusal(file).contains("is no checkpoint of a training"), refusal(file));
    }

    private static String refusal(Path file) {
        return assertThrows(FlashFlowException.class, () -> Checkpoint.open(file))
                .getMessage();
    }

    @Test
    void whatLacksAPartIsRefused() {
        var file = folder.resolve("empty.safetensors");
        var writer = Safetensors.writer();
        writer.metadata("flashflow.checkpoint", "2").write(file);
        assertTrue(refusal(file).contains("no tensor 'adam.first_moment'"), refusal(file));
        for (String name : List.of("first_moment", "second_moment", "updates")) {
            writer.add("adam." + name, new float[1], 1);
        }
        writer.write(file);
        assertTrue(refusal(file).contains("lacks some of what a checkpoint of version 2 has"), refusal(file));
    }

    @Test
    void theFirstFormatsScheduleOfCodeIsKnownAgain() {
        var gson = new GsonBuilder()
                .registerTypeAdapter(Schedule.class, new ScheduleJson())
                .create();
        Schedule own = epoch -> 1e-3 / (1 + epoch);
        String now = gson.toJson(own, Schedule.class);
        String first = now.replace("RecordedRates", "OwnSchedule");
        assertNotEquals(now, first);
        assertEquals(gson.fromJson(now, Schedule.class), gson.fromJson(first, Schedule.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFlowOfEveryVersionGoesOn(int version) throws IOException {
        var training = Training.resume(golden(version, "flow/checkpoint-00001-0000004.safetensors"), Device.cpu());
        assertGoesOn(
                version, training.validateOn(GoldenTraining.valid()), GoldenTraining.train(), "flow/end.safetensors");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aModelOfEveryVersionGoesOn(int version) throws IOException {
        var training = Training.resume(golden(version, "model/checkpoint-00001-0000003.safetensors"), Device.cpu());
        var rows = InMemoryDataset.of(Tiny.LAYOUT, GoldenTraining.unweighted(0, 640));
        assertGoesOn(version, training, rows, "model/end.safetensors");
    }

    /** To the same end as without a stop, but for version 1: its rows came in an order that is not known any more. */
    private void assertGoesOn(int version, Training training, InMemoryDataset rows, String end) throws IOException {
        var said = new Recorder();
        var run = training.listeners(said).fit(rows);
        training.flow().close();
        var warnings =
                said.warnings.stream().filter(w -> !w.contains("last digits")).toList();
        assertEquals(version == 1 ? 1 : 0, warnings.size(), warnings::toString);
        assertTrue(version > 1 || warnings.get(0).contains("another order of rows"), warnings::toString);
        var last = Checkpoint.open(run.checkpoint().orElseThrow());
        var expected = Checkpoint.open(golden(version, end));
        assertEquals(expected.updates(), last.updates());
        assertEquals(expected.history().rowCount(), last.history().rowCount());
        if (version > 1) {
            assertSame(expected, last);
        }
    }

    private static void assertSame(Checkpoint expected, Checkpoint actual) {
        try (var one = expected.flow(Device.cpu());
                var other = actual.flow(Device.cpu())) {
            assertArrayEquals(
                    one.parameters().toFloatArray(), other.parameters().toFloatArray(), TOLERANCE);
            assertArrayEquals(
                    one.statistics().toFloatArray(), other.statistics().toFloatArray(), TOLERANCE);
        }
        assertArrayEquals(
                expected.history().doubleColumn("training_nll").asDoubleArray(),
                actual.history().doubleColumn("training_nll").asDoubleArray(),
                TOLERANCE);
    }
}
