package flashflow.interop.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import net.razorvine.pickle.PickleException;

/** Single numbers that numpy computed, such as a mean loss in a history. */
final class NumpyScalar {
    private NumpyScalar() {}

    /** The types a single number may have, by numpy's codes. */
    enum Type {
        F8,
        F4,
        I8,
        I4,
        B1;

        /** Accepts little-endian only, numpy's state being (version, byte order, ...). */
        void checkState(Object[] state) {
            if (state.length > 1 && ">".equals(state[1])) {
                throw new PickleException("a numpy number is big-endian");
            }
        }
    }

    static Type type(String code) {
        try {
            return Type.valueOf(code.toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new PickleException("a numpy number has the unknown type " + code, e);
        }
    }

    /** Python 3 pickles bytes in protocol 2 as text and the name of its encoding. */
    static Object encode(Object[] arguments) {
        if (!"latin1".equals(arguments[1])) {
            throw new PickleException("bytes are encoded as " + arguments[1]);
        }
        return ((String) arguments[0]).getBytes(StandardCharsets.ISO_8859_1);
    }

    static Object value(Object[] arguments) {
        byte[] raw = arguments[1] instanceof String text
                ? text.getBytes(StandardCharsets.ISO_8859_1)
                : (byte[]) arguments[1];
        var bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        return switch ((Type) arguments[0]) {
            case F8 -> bytes.getDouble();
            case F4 -> (double) bytes.getFloat();
            case I8 -> bytes.getLong();
            case I4 -> (long) bytes.getInt();
            case B1 -> bytes.get() != 0;
        };
    }
}
