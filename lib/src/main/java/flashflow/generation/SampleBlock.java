package flashflow.generation;

import flashflow.data.ExactColumn;
import flashflow.data.RowSink;
import java.util.List;

/**
 * Consecutive rows of the output.
 *
 * @param rows float32 values, row after row
 * @param count number of rows
 * @param exact what stands beside them in other types
 */
record SampleBlock(float[] rows, int count, List<ExactColumn> exact) {
    void writeTo(RowSink sink) {
        sink.write(rows, 0, count, exact);
    }
}
