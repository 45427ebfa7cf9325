package flashflow.interop.torch;

import flashflow.storage.Float16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.razorvine.pickle.PickleException;

/** Single values of numpy, such as a mean loss in a history or a hyper-parameter out of an array. */
final class NumpyScalar {
    private NumpyScalar() {}

    /** A numpy type by its code; its byte order comes after it. */
    static final class Type {
        private final String code;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        private Type(String code) {
            this.code = code;
        }

        /** numpy's state is (version, byte order, ...). */
        void setState(Object[] state) {
            if (state.length > 1 && ">".equals(state[1])) {
                order = ByteOrder.BIG_ENDIAN;
            }
        }

        private Object read(byte[] raw) {
            var bytes = ByteBuffer.wrap(raw).order(order);
            return switch (code) {
                case "f8" -> bytes.getDouble();
                case "f4" -> (double) bytes.getFloat();
                case "f2" -> (double) Float16.value(bytes.getShort());
                case "i8" -> bytes.getLong();
                case "i4" -> (long) bytes.getInt();
                case "u4" -> bytes.getInt() & 0xffffffffL;
                case "i2" -> (long) bytes.getShort();
                case "u2" -> bytes.getShort() & 0xffffL;
                case "i1" -> (long) bytes.get();
                case "u1" -> bytes.get() & 0xffL;
                case "b1" -> bytes.get() != 0;
                default -> throw unknown(code);
            };
        }

        /** numpy pads its texts, of four bytes a character, with zeros. */
        private String text(byte[] raw) {
            String name = order == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE";
            return new String(raw, Charset.forName(name)).replaceAll("\0+$", "");
        }
    }

    private static PickleException unknown(String code) {
        return new PickleException("a numpy value has the type " + code
                + ", save it as a number by .item() or as a list" + " by .tolist()");
    }

    static Type type(String code) {
        if (!code.matches("f[248]|i[1248]|u[124]|b1|U\\d{1,6}")) {
            throw unknown(code);
        }
        return new Type(code);
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
        var type = (Type) arguments[0];
        return type.code.startsWith("U") ? type.text(raw) : type.read(raw);
    }
}
