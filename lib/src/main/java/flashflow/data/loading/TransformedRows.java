package flashflow.data.loading;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.List;

/** The rows of a source as a transform changes them; read in float64 where the transform wants them so. */
public final class TransformedRows implements RowSource {
    private final RowSource source;
    private final RowTransform transform;
    private final ColumnLayout layout;

    private TransformedRows(RowSource source, RowTransform transform) {
        this.source = source;
        this.transform = transform;
        this.layout = transform.outputLayout();
    }

    /** @param source has the columns that the transform takes, in its order */
    public static TransformedRows of(RowSource source, RowTransform transform) {
        return new TransformedRows(source, transform);
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public List<String> fileNames() {
        return source.fileNames();
    }

    @Override
    public long rowCount() {
        return source.rowCount();
    }

    @Override
    public int blockRows() {
        return source.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        float[] out = offset == 0 ? into : new float[Math.multiplyExact(rows, width())];
        int values = Math.multiplyExact(rows, source.width());
        if (transform.isExact()) {
            double[] in = new double[values];
            source.readExact(firstRow, rows, in, 0);
            transform.applyExact(firstRow, rows, in, out);
        } else {
            float[] in = new float[values];
            source.read(firstRow, rows, in, 0);
            transform.apply(firstRow, rows, in, out);
        }
        if (out != into) {
            System.arraycopy(out, 0, into, offset, out.length);
        }
    }

    /** Closes the source. */
    @Override
    public void close() {
        source.close();
    }
}
