package flashflow.data.parquet;

import flashflow.data.CarriedColumn;
import flashflow.data.ExactColumn;
import flashflow.storage.Float16;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** A column that is kept in its own type: as which type of Parquet's, and how its values are written. */
record ExactField(CarriedColumn column) {
    /** The type in the file. */
    PrimitiveType type() {
        var type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> required(PrimitiveTypeName.BOOLEAN, null);
            case TEXT -> required(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType());
            case SIGNED -> whole(type.bits(), true);
            case UNSIGNED -> whole(type.bits(), false);
            case FLOAT -> real(type.bits());
        };
    }

    private PrimitiveType whole(int bits, boolean signed) {
        boolean plain = signed && bits >= 32;
        return required(
                bits == 64 ? PrimitiveTypeName.INT64 : PrimitiveTypeName.INT32,
                plain ? null : LogicalTypeAnnotation.intType(bits, signed));
    }

    private PrimitiveType real(int bits) {
        if (bits == 16) {
            return Types.required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                    .length(2)
                    .as(LogicalTypeAnnotation.float16Type())
                    .named(column.name());
        }
        return required(bits == 32 ? PrimitiveTypeName.FLOAT : PrimitiveTypeName.DOUBLE, null);
    }

    private PrimitiveType required(PrimitiveTypeName name, LogicalTypeAnnotation meaning) {
        return Types.required(name).as(meaning).named(column.name());
    }

    /** Writes the value of a row. */
    void write(ExactColumn values, int row, ColumnWriter to) {
        var type = column.type();
        switch (type.kind()) {
            case BOOLEAN -> to.write(values.longAt(row) != 0, 0, 0);
            case TEXT -> to.write(Binary.fromString(values.textAt(row)), 0, 0);
            case SIGNED, UNSIGNED -> writeWhole(values.longAt(row), to);
            case FLOAT -> writeReal(values.doubleAt(row), to);
        }
    }

    private void writeWhole(long value, ColumnWriter to) {
        if (column.type().bits() == 64) {
            to.write(value, 0, 0);
        } else {
            to.write((int) value, 0, 0);
        }
    }

    private void writeReal(double value, ColumnWriter to) {
        switch (column.type().bits()) {
            case 64 -> to.write(value, 0, 0);
            case 32 -> to.write((float) value, 0, 0);
            default -> {
                int bits = Float16.bits(value);
                to.write(Binary.fromConstantByteArray(new byte[] {(byte) bits, (byte) (bits >> 8)}), 0, 0);
            }
        }
    }
}
