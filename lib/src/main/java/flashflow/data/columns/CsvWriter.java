package flashflow.data.columns;

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
    private final SinkGuard guard;
    private AtomicFile file;

    private CsvWriter(Path path, List<String> names, List<CarriedColumn> exact) {
        this.path = path;
        this.width = names.size();
        this.guard = new SinkGuard("File " + path, names, ExactGuard.anyText(exact));
        var all = Stream.concat(names.stream(), exact.stream().map(CarriedColumn::name));
        guard.onDisk(() -> begin(all.map(CsvWriter::quoted).collect(Collectors.joining(",")) + "\n"));
    }

    private void begin(String header) throws IOException {
        file = AtomicFile.open(path);
        try {
            put(header);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Begins a file.
     *
     * @param names of the float32 columns
     * @param exact columns that are written behind them in their own types
     * @throws flashflow.FlashFlowException if two columns have one name, there is none, or the file cannot be written
     */
    public static CsvWriter to(Path path, List<String> names, List<CarriedColumn> exact) {
        SinkGuard.refuseNames("File " + path, names, exact);
        return new CsvWriter(path, names, exact);
    }

    @Override
    public void write(float[] rows, int offset, int count, List<ExactColumn> exactRows) {
        guard.write(rows, offset, count, exactRows, () -> put(lines(rows, offset, count, exactRows)));
    }

    private String lines(float[] rows, int offset, int count, List<ExactColumn> exactRows) {
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
        return text.toString();
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

    private void put(String text) throws IOException {
        file.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<Path> finish() {
        guard.finish(file::commit);
        return List.of(path);
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        guard.close();
        file.close();
    }
}
