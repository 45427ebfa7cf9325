package flashflow.training.checkpoint;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.training.state.History;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * The history of a training beside its checkpoints, as CSV for any program: a line of names, then one for each report, numbers in a
 * form from which the same ones are read again, and nothing where there is no value. It has all reports so far, those after the newest
 * checkpoint too; a training that goes on from a checkpoint writes it anew up to there, so that no report comes twice.
 */
public final class HistoryFile {
    /** Its name in the folder. */
    public static final String NAME = "history.csv";

    private final Path file;
    /** Reports that are in it, and bytes that they take. */
    private int reports;

    private long bytes = -1;

    HistoryFile(Path folder) {
        file = folder.resolve(NAME);
    }

    /** Whether there is one in a folder. */
    public static boolean isIn(Path folder) {
        try (var lines = Files.newBufferedReader(folder.resolve(NAME), StandardCharsets.ISO_8859_1)) {
            return HistoryLines.HEAD.equals(lines.readLine());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The history in a folder: {@code epoch, updates, lr, training_nll} and so on as in {@code TrainingRun.history()}; empty if there is
     * none. A last line that was not finished is left out.
     *
     * @throws FlashFlowException if it cannot be read or is damaged
     */
    public static Optional<Table> read(Path folder) {
        return isIn(folder) ? Optional.of(HistoryLines.table(folder.resolve(NAME))) : Optional.empty();
    }

    Path file() {
        return file;
    }

    /** Whether what is there is the past of that history, or its past with what a killed process did after its last checkpoint. */
    boolean isPastOf(History history, boolean goesOn) {
        try {
            String there = Files.readString(file);
            return there.startsWith(whole(history)) && (goesOn || there.equals(whole(history)));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Adds the reports that are not in it yet. Where the file is not as this has left it, after a failed write or a user's change, it
     * is written anew.
     */
    void bringUpTo(History history) throws IOException {
        if (bytes < 0 || !Files.isRegularFile(file) || Files.size(file) != bytes) {
            write(history);
        } else if (reports < history.size()) {
            append(history);
        }
    }

    private void write(History history) {
        byte[] all = bytes(whole(history));
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(all)));
        reports = history.size();
        bytes = all.length;
    }

    /** In one write, which an interrupt does not break. */
    private void append(History history) throws IOException {
        byte[] more = bytes(lines(history, reports));
        try (var out = new FileOutputStream(file.toFile(), true)) {
            out.write(more);
        }
        reports = history.size();
        bytes += more.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String whole(History history) {
        return HistoryLines.HEAD + "\n" + lines(history, 0);
    }

    private static String lines(History history, int from) {
        return IntStream.range(from, history.size())
                .mapToObj(report -> HistoryLines.of(history, report) + "\n")
                .collect(Collectors.joining());
    }
}
