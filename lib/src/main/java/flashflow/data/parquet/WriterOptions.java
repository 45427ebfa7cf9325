package flashflow.data.parquet;

import flashflow.data.CarriedColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * What a {@link ParquetWriter} was told.
 *
 * @param file where the rows go
 * @param columns names of the float32 columns
 * @param exact columns beside them
 * @param compression of the pages
 * @param rowGroupRows rows of a row group
 * @param attributes of the file
 */
record WriterOptions(
        Path file,
        List<String> columns,
        List<CarriedColumn> exact,
        ParquetCompression compression,
        int rowGroupRows,
        Map<String, String> attributes) {
    int width() {
        return columns.size();
    }

    /** All columns of the file, none of which can be missing. */
    MessageType schema() {
        var schema = Types.buildMessage();
        columns.forEach(
                name -> schema.addField(Types.required(PrimitiveTypeName.FLOAT).named(name)));
        exact.forEach(column -> schema.addField(new ExactField(column).type()));
        return schema.named("rows");
    }
}
