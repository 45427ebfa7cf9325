package flashflow.data.parquet;

import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** What the values of a Parquet type are, by its physical type and what its annotation makes of it. */
final class LeafKinds {
    private LeafKinds() {}

    /** Empty for bytes that are neither numbers nor text. */
    static Optional<LeafKind> of(PrimitiveType type) {
        var meaning = type.getLogicalTypeAnnotation();
        return Optional.ofNullable(
                switch (type.getPrimitiveTypeName()) {
                    case BOOLEAN -> LeafKind.BOOLEAN;
                    case INT32 -> int32(meaning);
                    case INT64 -> int64(meaning);
                    case INT96 -> LeafKind.INT96;
                    case FLOAT -> LeafKind.FLOAT32;
                    case DOUBLE -> LeafKind.FLOAT64;
                    case BINARY -> binary(meaning);
                    case FIXED_LEN_BYTE_ARRAY -> fixed(meaning, type.getTypeLength());
                });
    }

    private static LeafKind int32(LogicalTypeAnnotation meaning) {
        if (meaning instanceof IntLogicalTypeAnnotation whole) {
            return LeafKind.int32(whole.getBitWidth(), whole.isSigned());
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return LeafKind.decimal32(decimal.getScale());
        }
        boolean time = meaning instanceof DateLogicalTypeAnnotation || meaning instanceof TimeLogicalTypeAnnotation;
        return time ? LeafKind.TIME32 : meaning == null ? LeafKind.int32(32, true) : null;
    }

    private static LeafKind int64(LogicalTypeAnnotation meaning) {
        if (meaning instanceof IntLogicalTypeAnnotation whole) {
            return whole.isSigned() ? LeafKind.INT64 : LeafKind.uint64();
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return LeafKind.decimal64(decimal.getScale());
        }
        boolean time =
                meaning instanceof TimestampLogicalTypeAnnotation || meaning instanceof TimeLogicalTypeAnnotation;
        return time || meaning == null ? LeafKind.INT64 : null;
    }

    /** Old writers did not say that bytes are text; those that are not are refused when they are read. */
    private static LeafKind binary(LogicalTypeAnnotation meaning) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return LeafKind.decimal(decimal.getScale());
        }
        boolean text = meaning == null
                || meaning instanceof StringLogicalTypeAnnotation
                || meaning instanceof EnumLogicalTypeAnnotation
                || meaning instanceof JsonLogicalTypeAnnotation;
        return text && !(meaning instanceof BsonLogicalTypeAnnotation) ? LeafKind.TEXT : null;
    }

    private static LeafKind fixed(LogicalTypeAnnotation meaning, int length) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return LeafKind.decimal(decimal.getScale());
        }
        if (meaning instanceof Float16LogicalTypeAnnotation && length == 2) {
            return LeafKind.FLOAT16;
        }
        return meaning instanceof UUIDLogicalTypeAnnotation && length == 16 ? LeafKind.UUID_TEXT : null;
    }
}
