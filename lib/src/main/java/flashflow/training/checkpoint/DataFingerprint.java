package flashflow.training.checkpoint;

import flashflow.data.RowSource;
import flashflow.storage.Sha256;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What tells a training's data from other data without reading all of them, as it stands in checkpoints.
 *
 * @param rows how many
 * @param blockRows as {@link RowSource#blockRows}, on which the order of the rows depends
 * @param columns names
 * @param sample the first 16 hexadecimal digits of the SHA-256 of up to 64 rows, equally spaced, the first and last among them
 * @param transformed whether the rows went through a transform of the user's own
 * @param validated whether there were validation rows
 * @param validation their number, and their sample like that of the training rows; null without, and in earlier checkpoints
 * @param files names of the files that the rows come from, as {@link RowSource#fileNames}; null in earlier checkpoints
 */
public record DataFingerprint(
        long rows,
        int blockRows,
        List<String> columns,
        String sample,
        boolean transformed,
        boolean validated,
        String validation,
        List<String> files) {
    private static final int SAMPLED = 64;
    private static final String ROWS = " rows, ";

    /**
     * Of the training rows.
     *
     * @param validation null without validation rows
     */
    public static DataFingerprint of(RowSource source, boolean transformed, RowSource validation) {
        return new DataFingerprint(
                source.rowCount(),
                source.blockRows(),
                source.layout().columns(),
                sample(source),
                transformed,
                validation != null,
                validation == null ? null : validation.rowCount() + ROWS + sample(validation),
                source.fileNames());
    }

    /** Whether both have validation rows, and not the same. */
    public boolean hasOtherValidation(DataFingerprint other) {
        return validation != null && other.validation != null && !validation.equals(other.validation);
    }

    /** Rows validated on; 0 without, and where an earlier checkpoint does not say. */
    public long validationRows() {
        return validation == null ? 0 : Long.parseLong(validation.substring(0, validation.indexOf(ROWS)));
    }

    private static String sample(RowSource source) {
        long count = source.rowCount();
        int sampled = (int) Math.min(SAMPLED, count);
        double[] row = new double[source.layout().width()];
        var bytes = ByteBuffer.allocate(4 * row.length * sampled);
        for (int i = 0; i < sampled; i++) {
            source.readExact(sampled == 1 ? 0 : (long) ((count - 1.0) * i / (sampled - 1)), 1, row, 0);
            for (double value : row) {
                bytes.putFloat((float) value);
            }
        }
        return new Sha256().add(bytes.array()).shortHex();
    }

    /** In words, a difference of other data with which one cannot go on from these; null if there is none. */
    public String refusal(DataFingerprint other) {
        if (rows != other.rows) {
            return "its training data had " + rows + " rows and these have " + other.rows;
        }
        if (!columns.equals(other.columns)) {
            return "its training data had the columns " + columns + " and these have " + other.columns;
        }
        if (!sample.equals(other.sample)) {
            return "its training data had other values in some rows";
        }
        if (transformed != other.transformed) {
            return transformed
                    ? "its rows went through a transform, which is code and has to be given again with transform(...)"
                    : "its rows went through no transform";
        }
        return blockRows == other.blockRows
                ? null
                : "its training data were stored in blocks of " + blockRows + " rows and these in blocks of "
                        + other.blockRows + ", which changes their order";
    }
}
