package flashflow.data.hdf5.format;

import flashflow.storage.Float16;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes a number, a truth, a text or a list of these of one element. */
final class ElementValue {
    private final Storage storage;
    private final int most;

    /** @param most elements of an array that are read */
    ElementValue(Storage storage, int most) {
        this.storage = storage;
        this.most = most;
    }

    static boolean isRead(Datatype type) {
        return switch (type.kind()) {
            case TEXT -> true;
            case ARRAY -> isRead(type.parts().of().orElseThrow());
            default -> type.number().isPresent();
        };
    }

    Object read(Datatype type, Fields element) {
        return switch (type.kind()) {
            case TEXT -> text(type.parts().text().orElseThrow(), element);
            case ARRAY -> list(type, type.parts().of().orElseThrow(), element);
            default -> number(type, element.take(type.bytes()));
        };
    }

    private String text(Datatype.Text text, Fields element) {
        return text.isVariable() ? GlobalHeap.text(storage, element) : fixed(element, text.isPadded());
    }

    /** Ended by a zero byte, or filled up with zeros or spaces. */
    private static String fixed(Fields element, boolean spaces) {
        String text = element.text(element.remaining());
        int end = text.indexOf('\0');
        String ended = end < 0 ? text : text.substring(0, end);
        return spaces ? ended.stripTrailing() : ended;
    }

    private List<Object> list(Datatype array, Datatype of, Fields element) {
        int count = Math.min(most, of.bytes() == 0 ? 0 : array.bytes() / of.bytes());
        var values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(read(of, element.fields(of.bytes())));
        }
        return values;
    }

    private static Object number(Datatype type, ByteBuffer bytes) {
        var number = type.number().orElseThrow();
        bytes.order(number.order());
        if (number.isFloat()) {
            return floating(type.bytes(), bytes);
        }
        long signed = signed(type.bytes(), bytes);
        return type.isBoolean() ? (Object) (signed != 0) : whole(signed, type.bytes(), number.isSigned());
    }

    private static Number floating(int width, ByteBuffer bytes) {
        return switch (width) {
            case 2 -> Float16.value(bytes.getShort());
            case 4 -> bytes.getFloat();
            default -> bytes.getDouble();
        };
    }

    private static long signed(int width, ByteBuffer bytes) {
        return switch (width) {
            case 1 -> bytes.get();
            case 2 -> bytes.getShort();
            case 4 -> bytes.getInt();
            default -> bytes.getLong();
        };
    }

    private static Number whole(long signed, int width, boolean isSigned) {
        if (isSigned || signed >= 0) {
            return signed;
        }
        return width == 8 ? new BigInteger(Long.toUnsignedString(signed)) : (Number) (signed & (1L << 8 * width) - 1);
    }
}
