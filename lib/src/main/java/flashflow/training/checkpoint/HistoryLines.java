package flashflow.training.checkpoint;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.training.state.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The lines of a {@link HistoryFile}. */
final class HistoryLines {
    private static final String UPDATES = "updates";
    /** The number of updates comes after the epoch. */
    private static final List<String> COLUMNS = Stream.of(
                    History.COLUMNS.stream().limit(1),
                    Stream.of(UPDATES),
                    History.COLUMNS.stream().skip(1))
            .flatMap(names -> names)
            .toList();

    static final String HEAD = String.join(",", COLUMNS);
    private static final double WHOLE = 1e15;

    private HistoryLines() {}

    static String of(History history, int report) {
        long updates = history.updates(report);
        double[] numbers = history.report(report);
        return number(numbers[0]) + "," + (updates == History.UNKNOWN ? "" : Long.toString(updates)) + ","
                + Arrays.stream(numbers).skip(1).mapToObj(HistoryLines::number).collect(Collectors.joining(","));
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** @throws FlashFlowException if it cannot be read, or a line has other than numbers */
    static Table table(Path file) {
        var columns = COLUMNS.stream().map(DoubleColumn::create).toList();
        var lines = lines(file);
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != columns.size()) {
                throw damaged(file, i, null);
            }
            for (int c = 0; c < cells.length; c++) {
                columns.get(c).append(value(cells[c], file, i));
            }
        }
        return Table.create("history", columns.toArray(DoubleColumn[]::new));
    }

    /** Whole ones alone: the last may be half written. */
    private static List<String> lines(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return new ArrayList<>(
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
        } catch (IOException e) {
            throw new FlashFlowException("Cannot read " + file + " (" + AtomicFile.reason(e) + ").", e);
        }
    }

    private static double value(String cell, Path file, int line) {
        try {
            return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw damaged(file, line, e);
        }
    }

    private static FlashFlowException damaged(Path file, int line, Exception cause) {
        return new FlashFlowException(
                "Line " + (line + 1) + " of " + file
                        + " is not one of a training's history; a checkpoint beside it has the history too.",
                cause);
    }
}
