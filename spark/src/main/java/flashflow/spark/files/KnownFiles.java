package flashflow.spark.files;

import flashflow.data.ColumnType;
import flashflow.data.ConcatenatedRows;
import flashflow.data.RowSource;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Files whose headers were looked at.
 *
 * @param inputs in the order of their rows
 * @param columns names of the columns
 * @param types of each file's columns
 */
record KnownFiles(List<InputFile> inputs, List<String> columns, List<List<ColumnType>> types) implements Serializable {
    /** All rows, of which those that are read are in files that are then open until this is closed. */
    RowSource open() {
        var files = IntStream.range(0, inputs.size())
                .<RowSource>mapToObj(i -> new FileOnDemand(inputs.get(i), columns, types.get(i)))
                .toList();
        return ConcatenatedRows.of(files, -1);
    }

    long rows() {
        var last = inputs.get(inputs.size() - 1);
        return last.firstRow() + last.rows();
    }
}
