package flashflow.data.parquet;

import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * A column of numbers or text as it lies in a file: a column of its own, a member of a structure, or of lists of one length.
 *
 * @param name of the column, those of structures with dots
 * @param column in the file
 * @param index of the column among those of the file
 * @param kind of its values
 * @param listLevel least definition level of a value in a list; below it the list is missing or empty. 0 without lists
 */
record Leaf(String name, ColumnDescriptor column, int index, LeafKind kind, int listLevel) {
    /** Where its values lie in a file's metadata. */
    ColumnPath path() {
        return ColumnPath.get(column.getPath());
    }

    /** Whether each row has a list of values. */
    boolean isList() {
        return column.getMaxRepetitionLevel() > 0;
    }

    /** Whether values of the other mean the same: unit, scale and type. */
    boolean agrees(Leaf other) {
        var type = column.getPrimitiveType();
        var others = other.column.getPrimitiveType();
        return kind.type().equals(other.kind.type())
                && isList() == other.isList()
                && Objects.equals(type.getLogicalTypeAnnotation(), others.getLogicalTypeAnnotation());
    }
}
