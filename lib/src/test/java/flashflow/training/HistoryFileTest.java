package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.ChildJvm;
import flashflow.FlashFlowException;
import flashflow.data.InMemoryDataset;
import flashflow.training.checkpoint.CheckpointFolder;
import flashflow.training.checkpoint.HistoryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** The CSV of a training's history, whatever happens to the training. */
class HistoryFileTest {
    private static final InMemoryDataset ROWS = Tiny.rows(1, 1000);
    private static final InMemoryDataset VALID = Tiny.rows(2, 300);
    private static final Set<String> TIMES = Set.of("rows_per_s", "waiting_share", "seconds");

    @TempDir
    Path folder;

    private static Training training(flashflow.flow.SplineFlow flow, Path place) {
        return Tiny.training(flow)
                .epochs(5)
                .averageWeights(0.9)
                .validateOn(VALID)
                .validateEvery(2)
                .checkpointEvery(2)
                .checkpoints(place)
                .resumeFrom(place);
    }

    /** Called after the report at an epoch has been written. */
    private static TrainingListener at(double epoch, Runnable work) {
        return new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Table history) {
                if (report.epoch() == epoch) {
                    work.run();
                }
            }
        };
    }

    private static TrainingRun train(Path place, TrainingListener... listeners) {
        try (var flow = Tiny.flow()) {
            var who = listeners.length == 0 ? new TrainingListener[] {new Recorder()} : listeners;
            return training(flow, place).listeners(who).fit(ROWS);
        }
    }

    private static List<String> lines(Path place) throws IOException {
        return Files.readAllLines(place.resolve(HistoryFile.NAME));
    }

    /** Without what depends on the machine's load. */
    private static List<String> lasting(Path place) throws IOException {
        var lines = lines(place);
        var names = List.of(lines.get(0).split(","));
        int[] kept = IntStream.range(0, names.size())
                .filter(i -> !TIMES.contains(names.get(i)))
                .toArray();
        return lines.stream()
                .map(line -> line.split(",", -1))
                .map(cells -> IntStream.of(kept).mapToObj(i -> cells[i]).collect(Collectors.joining(",")))
                .toList();
    }

    @Test
    void itIsTheHistoryOfTheRun() {
        var run = train(folder, new Recorder());
        var table = HistoryFile.read(folder).orElseThrow();
        var history = run.history();
        assertEquals(10, table.rowCount());
        for (String name : history.columnNames()) {
            assertEquals(
                    Arrays.toString(history.doubleColumn(name).asDoubleArray()),
                    Arrays.toString(table.doubleColumn(name).asDoubleArray()),
                    name);
        }
        double[] updates = table.doubleColumn("updates").asDoubleArray();
        assertEquals(2, updates[0]);
        assertEquals(run.updates(), updates[9]);
    }

    /** As a kill after the report at that epoch leaves it: the reports since the newest checkpoint are trained again. */
    @ParameterizedTest
    @CsvSource({"3,", "4,", "2.6666666666666665,", "3,'3.5,12,0.0'"})
    void aKilledTrainingHasTheSameInTheEnd(double epoch, String halfALine) throws IOException {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        train(whole, new Recorder(), at(epoch, () -> copy(whole, killed)));
        if (halfALine != null) {
            Files.writeString(killed.resolve(HistoryFile.NAME), halfALine, StandardOpenOption.APPEND);
        }
        var said = new Recorder();
        train(killed, said);
        assertEquals(lasting(whole), lasting(killed));
        assertEquals(List.of(), said.warnings);
        assertFalse(Files.exists(killed.resolve("earlier-1")));
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Killed before its first checkpoint: nothing can go on there, and what it did is kept beside. */
    @Test
    void theHistoryOfATrainingWithoutACheckpointIsSetAside() throws IOException {
        Path killed = folder.resolve("killed");
        train(folder.resolve("whole"), at(1, () -> copy(folder.resolve("whole"), killed)));
        assertEquals(3, lines(killed).size());
        var said = new Recorder();
        train(killed, said);
        assertEquals(11, lines(killed).size());
        assertEquals(3, lines(killed.resolve("earlier-1")).size());
        assertEquals(1, said.warnings.size(), said.warnings::toString);
    }

    @Test
    void anotherTrainingsHistoryGoesWithItsCheckpoints() throws IOException {
        train(folder);
        try (var flow = Tiny.flow()) {
            Tiny.training(flow).epochs(1).checkpoints(folder).fit(ROWS);
        }
        assertEquals(2, lines(folder).size());
        assertEquals(11, lines(folder.resolve("earlier-1")).size());
    }

    /** Something in its place, as a full disk would: told once, and once when it is over, and nothing is missing then. */
    @Test
    void whatCannotBeWrittenIsToldOnceAndWrittenLater() throws IOException {
        var said = new Recorder();
        Path file = folder.resolve(HistoryFile.NAME);
        Consumer<Path> block = path -> {
            try {
                Files.delete(path);
                Files.createDirectory(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try (var flow = Tiny.flow()) {
            var run = training(flow, folder)
                    .epochs(9)
                    .listeners(said, at(1, () -> block.accept(file)), at(7, () -> file.toFile()
                            .delete()))
                    .fit(ROWS);
            assertEquals(9, run.epochs());
        }
        assertEquals(2, said.warnings.size(), said.warnings::toString);
        assertTrue(said.warnings.get(0).contains(HistoryFile.NAME), said.warnings::toString);
        assertTrue(said.warnings.get(1).endsWith("is written to " + file + " again."), said.warnings::toString);
        assertEquals(19, lines(folder).size());
    }

    @Test
    void aUsersChangeIsMended() throws IOException {
        train(folder, at(2, () -> change(folder.resolve(HistoryFile.NAME))));
        assertEquals(11, lines(folder).size());
        assertFalse(String.join("", lines(folder)).contains("mine"));
    }

    private static void change(Path file) {
        try {
            Files.writeString(file, "mine\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDamagedOneIsRefusedByItsLine() throws IOException {
        train(folder);
        var lines = new ArrayList<>(lines(folder));
        lines.set(4, "here,are,no,numbers");
        Files.write(folder.resolve(HistoryFile.NAME), lines);
        String message = assertThrows(FlashFlowException.class, () -> HistoryFile.read(folder))
                .getMessage();
        assertTrue(message.startsWith("Line 5 of " + folder), message);
        Files.writeString(folder.resolve(HistoryFile.NAME), "a,csv,of,mine\n1,2,3,4\n");
        assertTrue(HistoryFile.read(folder).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "tr", "ar-u-nu-arab"})
    void numbersAreTheSameInEveryLanguage(String language) throws IOException {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            train(folder);
        } finally {
            Locale.setDefault(before);
        }
        for (String line : lines(folder).subList(1, 11)) {
            assertTrue(line.matches("[0-9.,E-]+"), line);
        }
        assertEquals(10, HistoryFile.read(folder).orElseThrow().rowCount());
    }

    /** A process that asks for a lock it holds already must not lose it by that. */
    @Test
    void aSecondWriterAndAQuestionLeaveTheFirstItsLock() throws Exception {
        var seen = new ArrayList<String>();
        var asking = at(2, () -> {
            var second = assertThrows(FlashFlowException.class, () -> train(folder));
            seen.add(second.getMessage().substring(0, 16));
            seen.add(CheckpointFolder.isBeingWritten(folder).toString());
            seen.add(elsewhere());
        });
        train(folder, asking);
        assertEquals(List.of("Another training", "Optional[true]", "Optional[true]"), seen);
        assertEquals("Optional[false]", elsewhere());
        assertEquals("Optional[false]", CheckpointFolder.isBeingWritten(folder).toString());
        assertEquals(11, lines(folder).size());
    }

    private String elsewhere() {
        try {
            var process = new ProcessBuilder(ChildJvm.command(64, List.of(), Asking.class, folder))
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process that looks whether a training writes into a folder. */
    static final class Asking {
        private Asking() {}

        public static void main(String[] arguments) {
            System.out.println(CheckpointFolder.isBeingWritten(Path.of(arguments[0])));
        }
    }
}
