package flashflow.data.hdf5.writing;

import flashflow.data.ColumnType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What an attribute holds, as HDF5 stores it: text, whole numbers, real numbers or truth values, one or a list of them.
 *
 * @param type of an element
 * @param space how many there are
 * @param data the elements
 */
public record AttributeValue(byte[] type, byte[] space, byte[] data) {
    private static final StoredType INT64 = StoredType.of(ColumnType.INT64);
    private static final StoredType FLOAT64 = StoredType.of(ColumnType.FLOAT64);
    private static final StoredType BOOLEAN = StoredType.of(ColumnType.BOOLEAN);

    /** The value of an attribute, or nothing if it is of another kind, empty, or text that holds a zero character. */
    public static Optional<AttributeValue> of(Object value) {
        return elements(value).filter(list -> !list.isEmpty()).flatMap(list -> of(list, space(value, list.size())));
    }

    private static byte[] space(Object value, int count) {
        boolean isList =
                value instanceof Collection || value != null && value.getClass().isArray();
        return isList ? new HdfBytes().u8(2, 1, 0, 1).u64(count).toBytes() : new byte[] {2, 0, 0, 0};
    }

    private static Optional<AttributeValue> of(List<?> list, byte[] space) {
        var data = new HdfBytes();
        if (list.stream().allMatch(AttributeValue::isWhole)) {
            list.forEach(v -> data.u64(((Number) v).longValue()));
            return Optional.of(new AttributeValue(INT64.message(), space, data.toBytes()));
        }
        if (list.stream().allMatch(v -> isWhole(v) || v instanceof Double || v instanceof Float)) {
            list.forEach(v -> data.u64(Double.doubleToLongBits(((Number) v).doubleValue())));
            return Optional.of(new AttributeValue(FLOAT64.message(), space, data.toBytes()));
        }
        if (list.stream().allMatch(Boolean.class::isInstance)) {
            list.forEach(v -> data.u8((Boolean) v ? 1 : 0));
            return Optional.of(new AttributeValue(BOOLEAN.message(), space, data.toBytes()));
        }
        return list.stream().allMatch(AttributeValue::isText) ? Optional.of(texts(list, space)) : Optional.empty();
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** Text, and what is well said by its text. */
    private static boolean isText(Object value) {
        boolean text = value instanceof CharSequence
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Path
                || value instanceof java.net.URI
                || value instanceof java.util.UUID
                || value instanceof java.time.temporal.Temporal;
        return text && isStorable(value.toString());
    }

    /** Whether a text comes back as it is: zeros end a text, and halves of a character pair are none. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** UTF-8, all of one size, filled up with zeros. */
    private static AttributeValue texts(List<?> list, byte[] space) {
        var bytes = list.stream()
                .map(v -> v.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = Math.max(1, bytes.stream().mapToInt(b -> b.length).max().orElse(1));
        var data = new HdfBytes();
        bytes.forEach(b -> data.bytes(Arrays.copyOf(b, size)));
        return new AttributeValue(StoredType.text(size).message(), space, data.toBytes());
    }

    private static Optional<List<?>> elements(Object value) {
        if (value instanceof Collection<?> many) {
            return Optional.of(many.stream().toList());
        }
        if (value instanceof Object[] many) {
            return Optional.of(Stream.of(many).toList());
        }
        if (value instanceof double[] many) {
            return Optional.of(DoubleStream.of(many).boxed().toList());
        }
        if (value instanceof long[] many) {
            return Optional.of(LongStream.of(many).boxed().toList());
        }
        if (value instanceof int[] many) {
            return Optional.of(IntStream.of(many).boxed().toList());
        }
        if (value instanceof float[] many) {
            return Optional.of(
                    IntStream.range(0, many.length).mapToObj(i -> many[i]).toList());
        }
        if (value instanceof boolean[] many) {
            return Optional.of(
                    IntStream.range(0, many.length).mapToObj(i -> many[i]).toList());
        }
        return value == null ? Optional.empty() : Optional.of(List.of(value));
    }
}
