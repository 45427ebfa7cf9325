package flashflow.spark.files;

import flashflow.data.Blocks;
import flashflow.data.RowSource;
import flashflow.preprocessing.FitStatistics;
import flashflow.preprocessing.Preprocessing;
import flashflow.spark.rows.RowPart;
import java.util.stream.LongStream;

/**
 * Consecutive rows of files, numbered from the first row of the first file.
 *
 * @param rows of all files
 * @param first the first of these
 * @param count how many
 */
record FilePart(RowSource rows, long first, long count) implements RowPart {
    private static final int BLOCK_ROWS = 1 << 14;

    @Override
    public void forEach(Visitor visitor) {
        double[] values = new double[Math.multiplyExact((int) Math.min(BLOCK_ROWS, count), rows.width())];
        new Blocks(count, BLOCK_ROWS).inOrder((start, here) -> {
            rows.readExact(first + start, here, values, 0);
            visitor.visit(LongStream.range(first + start, first + start + here).toArray(), values, here);
        });
    }

    @Override
    public FitStatistics statistics(Preprocessing chains) {
        return chains.statistics(rows, first, count);
    }
}
