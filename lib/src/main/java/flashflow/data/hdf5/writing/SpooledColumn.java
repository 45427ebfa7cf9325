package flashflow.data.hdf5.writing;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of an exact column of one file, kept until all rows and the longest of its texts are known. */
final class SpooledColumn {
    private static final int PIECE_BYTES = 1 << 16;
    private static final int LARGEST_CHUNK = 1 << 24;

    /** Texts take much more room than they need where only few of them are long, unless they are compressed. */
    private static final int JAGGED = 4;

    private static final int USUAL_CHUNK = 4096;

    private final CarriedColumn column;
    private final SpooledBytes kept;
    private long rows;
    private long textBytes;
    private int longest;

    SpooledColumn(CarriedColumn column, Spool spool) {
        this.column = column;
        this.kept = new SpooledBytes(spool);
    }

    String name() {
        return column.name();
    }

    private boolean isText() {
        return column.type().kind() == ColumnType.Kind.TEXT;
    }

    void write(ExactColumn values, int from, int count) throws IOException {
        if (isText()) {
            writeTexts(values, from, count);
        } else {
            kept.write(ExactBytes.of(values, from, count));
        }
        rows += count;
    }

    private void writeTexts(ExactColumn values, int from, int count) throws IOException {
        var out = new DataOutputStream(kept);
        for (int i = from; i < from + count; i++) {
            byte[] text = values.textAt(i).getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
            longest = Math.max(longest, text.length);
            textBytes += text.length;
        }
    }

    /** Stored as the rows are, with chunks that stay small. */
    DatasetShape shape(WriterOptions options) {
        var type = isText() ? StoredType.text(longest) : StoredType.of(column.type());
        int gzip = options.gzip() == 0 && isJagged() ? 1 : options.gzip();
        int chunkRows = options.chunkRows() == 0 && gzip > 0 ? USUAL_CHUNK : options.chunkRows();
        int most = Math.max(1, LARGEST_CHUNK / type.bytes());
        return new DatasetShape(type, 0, Math.min(chunkRows, most), gzip);
    }

    private boolean isJagged() {
        return isText() && rows * longest > LARGEST_CHUNK + JAGGED * textBytes;
    }

    void copyTo(DatasetWriter out) throws IOException {
        var in = new DataInputStream(kept.read());
        if (isText()) {
            copyTexts(in, out);
            return;
        }
        byte[] piece = new byte[PIECE_BYTES];
        for (int count = in.readNBytes(piece, 0, PIECE_BYTES);
                count > 0;
                count = in.readNBytes(piece, 0, PIECE_BYTES)) {
            out.write(piece, count);
        }
    }

    private void copyTexts(DataInputStream in, DatasetWriter out) throws IOException {
        byte[] value = new byte[Math.max(1, longest)];
        for (long row = 0; row < rows; row++) {
            int length = in.readInt();
            in.readFully(value, 0, length);
            Arrays.fill(value, length, value.length, (byte) 0);
            out.write(value, value.length);
        }
    }
}
