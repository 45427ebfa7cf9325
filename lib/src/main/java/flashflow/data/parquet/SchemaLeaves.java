package flashflow.data.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The columns of a file's schema that can be read, and why the others cannot.
 *
 * @param leaves in the file's order
 * @param refused the reason, by name
 */
record SchemaLeaves(List<Leaf> leaves, Map<String, String> refused) {
    /** What writers call the inner parts of a list, which are no part of a column's name. */
    private static final Set<String> ELEMENTS = Set.of("element", "item", "array_element", "array");

    static SchemaLeaves of(MessageType schema) {
        var found = new SchemaLeaves(new ArrayList<>(), new LinkedHashMap<>());
        var columns = schema.getColumns();
        for (int index = 0; index < columns.size(); index++) {
            found.add(schema, columns.get(index), index);
        }
        return found;
    }

    private void add(MessageType schema, ColumnDescriptor column, int index) {
        String[] path = column.getPath();
        String name = name(schema, path);
        var kind = LeafKinds.of(column.getPrimitiveType());
        if (column.getMaxRepetitionLevel() > 1 || hasMap(schema, path)) {
            refused.put(name, "lists of lists or maps; make columns of them where the file is written");
        } else if (kind.isEmpty()) {
            refused.put(name, "values of type " + column.getPrimitiveType() + ", neither numbers nor text");
        } else {
            leaves.add(new Leaf(name, column, index, kind.get(), listLevel(schema, column)));
        }
    }

    private static boolean hasMap(MessageType schema, String[] path) {
        for (int depth = 1; depth < path.length; depth++) {
            if (LogicalTypeAnnotation.mapType().equals(type(schema, path, depth).getLogicalTypeAnnotation())) {
                return true;
            }
        }
        return false;
    }

    private static Type type(MessageType schema, String[] path, int depth) {
        return schema.getType(Arrays.copyOf(path, depth));
    }

    private static int listLevel(MessageType schema, ColumnDescriptor column) {
        String[] path = column.getPath();
        for (int depth = path.length; column.getMaxRepetitionLevel() > 0 && depth > 0; depth--) {
            if (type(schema, path, depth).isRepetition(Type.Repetition.REPEATED)) {
                return schema.getMaxDefinitionLevel(Arrays.copyOf(path, depth));
            }
        }
        return 0;
    }

    /** The path without what stands for a list. */
    private static String name(MessageType schema, String[] path) {
        var parts = new ArrayList<String>();
        for (int depth = 1; depth <= path.length; depth++) {
            parts.add(path[depth - 1]);
            boolean isList = LogicalTypeAnnotation.listType()
                    .equals(type(schema, path, depth).getLogicalTypeAnnotation());
            if (isList && depth < path.length) {
                depth++;
                boolean element = depth < path.length && ELEMENTS.contains(path[depth]);
                depth += element ? 1 : 0;
            }
        }
        return String.join(".", parts);
    }
}
