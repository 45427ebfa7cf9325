package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSink;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes rows as CSV: a line of names, then the float32 columns and the exact ones of each row, numbers in a form from which the same
 * bits are read again. Types are not written: text of digits alone comes back as numbers. The file appears under its name only when
 * {@link #finish} has succeeded.
 */
public final class CsvWriter implements RowSink {
    private final Path path;
    private final int width;
    private final List<CarriedColumn> exact;
    private final AtomicFile file;
    private boolean finished;

    private CsvWriter(Path path, List<String> names, List<CarriedColumn> exact) {
        this.path = path;
        this.width = names.size();
        this.exact = List.copyOf(exact);
        try {
            this.file = AtomicFile.open(path);
        } catch (IOException e) {
            throw refuse(e);
        }
        var all = Stream.concat(names.stream(), exact.stream().map(CarriedColumn::name));
        put(all.map(CsvWriter::quoted).collect(Collectors.joining(",")) + "\n");
    }

    /**
     * Begins a file.
     *
     * @param names of the float32 columns
     * @param exact columns that are written behind them in their own types
     * @throws FlashFlowException if two columns have one name, there is none, or the file cannot be written
     */
    public static CsvWriter to(Path path, List<String> names, List<CarriedColumn> exact) {
        var all = Stream.concat(names.stream(), exact.stream().map(CarriedColumn::name))
                .toList();
        if (all.isEmpty() || all.stream().distinct().count() != all.size()) {
            throw new FlashFlowException("File " + path + ": its column names " + all
                    + " are none or not all different; give every column its own name.");
        }
        return new CsvWriter(path, names, exact);
    }

    @Override
    public void write(float[] rows, int offset, int count, List<ExactColumn> exactRows) {
        refuseFinished();
        if (!exactRows.stream().map(ExactColumn::column).toList().equals(exact)) {
            throw new FlashFlowException("File " + path + ": it was begun with the exact columns " + exact
                    + ", and others were given; give these.");
        }
        var text = new StringBuilder();
        for (int row = 0; row < count; row++) {
            for (int c = 0; c < width; c++) {
                text.append(c == 0 ? "" : ",").append(rows[offset + row * width + c]);
            }
            for (int c = 0; c < exactRows.size(); c++) {
                text.append(width + c == 0 ? "" : ",").append(text(exactRows.get(c), row));
            }
            text.append('\n');
        }
        put(text.toString());
    }

    private static String text(ExactColumn column, int row) {
        String text = column.textAt(row);
        return column.type().kind() == ColumnType.Kind.TEXT ? quoted(text) : text;
    }

    /** In quotes where it would not come back as it is. */
    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c < ' ' || ",\";|#\t".indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private void put(String text) {
        try {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.channel().write(bytes);
            }
        } catch (IOException e) {
            throw refuse(e);
        }
    }

    private FlashFlowException refuse(IOException cause) {
        return new FlashFlowException(
                "File " + path + " cannot be written (" + AtomicFile.reason(cause)
                        + "); check that the folder exists, is writable and has room.",
                cause);
    }

    private void refuseFinished() {
        if (finished) {
            throw new FlashFlowException("File " + path + " is already finished; open a new writer for more rows.");
        }
    }

    @Override
    public List<Path> finish() {
        refuseFinished();
        try {
            file.commit();
        } catch (IOException e) {
            throw refuse(e);
        }
        finished = true;
        return List.of(path);
    }

    @Override
    public void close() {
        file.close();
    }
}
