package flashflow.data.hdf5.reading;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Some fields of compound elements, side by side.
 *
 * @param bytes of an element in the file
 * @param fields in the order of the floats
 */
public record RecordCodec(int bytes, List<Field> fields) implements ElementCodec {
    /**
     * A number inside of an element.
     *
     * @param offset in bytes from the element's beginning
     * @param type of the number
     */
    public record Field(int offset, ElementType type) {}

    @Override
    public int values() {
        return fields.size();
    }

    @Override
    public void decode(ByteBuffer from, int count, float[] into, int offset) {
        var element = from.slice();
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            field.type().decode(element.position(field.offset()), bytes, count, into, offset + i, fields.size());
        }
    }

    /** The same fields, of which something else is made. */
    public RecordCodec as(ElementType.View view) {
        var others = new ArrayList<Field>();
        fields.forEach(
                field -> others.add(new Field(field.offset(), field.type().as(view))));
        return new RecordCodec(bytes, List.copyOf(others));
    }
}
