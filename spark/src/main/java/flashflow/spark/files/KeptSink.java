package flashflow.spark.files;

import flashflow.data.ExactColumn;
import flashflow.data.RowSink;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the rows that come of good context.
 *
 * @param width float32 values of a row
 * @param row place of the column {@link NumberedRows#ROW} among the exact ones
 */
record KeptSink(RowSink sink, BadRows bad, int width, int row) implements RowSink {
    @Override
    public void write(float[] rows, int offset, int count, List<ExactColumn> exact) {
        var numbers = exact.get(row);
        int[] kept = IntStream.range(0, count)
                .filter(i -> !bad.has(numbers.longAt(i)))
                .toArray();
        float[] some = new float[kept.length * width];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(rows, offset + kept[i] * width, some, i * width, width);
        }
        var beside = exact.stream().map(column -> column.rows(kept)).toList();
        sink.write(some, 0, kept.length, beside);
    }

    @Override
    public List<Path> finish() {
        return sink.finish();
    }

    @Override
    public void close() {
        sink.close();
    }
}
