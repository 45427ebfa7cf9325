package flashflow.interop.torch;

import flashflow.FlashFlowException;
import flashflow.storage.DataType;
import flashflow.storage.Float16;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.razorvine.pickle.PickleException;

/** A tensor of an open torch file; its values are read when they are asked for, row-major whatever its strides. */
public final class TorchTensor {
    private final TorchStorage storage;
    private final long offset;
    private final List<Long> shape;
    private final List<Long> strides;
    private final int elements;
    private final long last;

    private TorchTensor(
            TorchStorage storage, long offset, List<Long> shape, List<Long> strides, int elements, long last) {
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        this.elements = elements;
        this.last = last;
    }

    /** A view; refused if it leaves its storage or repeats elements of it. */
    static TorchTensor of(TorchStorage storage, long offset, List<Long> shape, List<Long> strides) {
        try {
            if (strides.size() != shape.size()) {
                throw new PickleException("a tensor has more sizes or fewer than strides");
            }
            long elements = shape.stream().reduce(1L, Math::multiplyExact);
            long last = offset;
            for (int i = 0; i < shape.size() && elements > 0; i++) {
                last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
            }
            boolean fits =
                    offset >= 0 && elements <= storage.elements() && (elements == 0 || last < storage.elements());
            if (fits
                    && strides.stream().allMatch(stride -> stride >= 0)
                    && shape.stream().allMatch(size -> size >= 0)) {
                return new TorchTensor(storage, offset, shape, strides, Math.toIntExact(elements), last);
            }
        } catch (ArithmeticException e) {
            // Said below.
        }
        throw new PickleException(
                "a tensor of shape " + shape + " does not fit its storage of " + storage.elements() + " elements");
    }

    /** Its element type. */
    public DataType type() {
        return storage.type();
    }

    /** Its sizes, outermost first; empty for a scalar. */
    public List<Long> shape() {
        return shape;
    }

    /** Number of elements. */
    public int elements() {
        return elements;
    }

    /**
     * The values of a tensor of any floating type, rounded to float32.
     *
     * @throws FlashFlowException if it is of another type or cannot be read
     */
    public float[] floats() {
        check();
        var values = new float[elements];
        switch (type()) {
            case F32 -> each((i, bytes) -> values[i] = bytes.getFloat());
            case F64 -> each((i, bytes) -> values[i] = (float) bytes.getDouble());
            case F16 -> each((i, bytes) -> values[i] = Float16.value(bytes.getShort()));
            case BF16 -> each((i, bytes) -> values[i] = Float.intBitsToFloat(bytes.getShort() << 16));
            default -> throw refusal("floating-point numbers");
        }
        return values;
    }

    /**
     * The values of a tensor of any floating type, float64 ones unrounded.
     *
     * @throws FlashFlowException if it is of another type or cannot be read
     */
    public double[] doubles() {
        check();
        var values = new double[elements];
        if (type() == DataType.F64) {
            each((i, bytes) -> values[i] = bytes.getDouble());
        } else {
            float[] floats = floats();
            Arrays.setAll(values, i -> floats[i]);
        }
        return values;
    }

    /**
     * The values of a tensor of any integer type or of booleans (0 and 1).
     *
     * @throws FlashFlowException if it is of another type or cannot be read
     */
    public long[] longs() {
        check();
        var values = new long[elements];
        switch (type()) {
            case I64 -> each((i, bytes) -> values[i] = bytes.getLong());
            case I32 -> each((i, bytes) -> values[i] = bytes.getInt());
            case I16 -> each((i, bytes) -> values[i] = bytes.getShort());
            case I8 -> each((i, bytes) -> values[i] = bytes.get());
            case U8, BOOL -> each((i, bytes) -> values[i] = bytes.get() & 0xff);
            default -> throw refusal("integers");
        }
        return values;
    }

    private void check() {
        if (elements > 0) {
            storage.source().check(storage);
        }
    }

    private FlashFlowException refusal(String wanted) {
        return new FlashFlowException("A tensor of type " + type() + " and shape " + shape + " cannot be read as "
                + wanted + "; ask for the values by its own type.");
    }

    private interface Take {
        void from(int index, ByteBuffer bytes);
    }

    private void each(Take take) {
        if (elements == 0) {
            return;
        }
        var bytes = storage.source().read(storage, offset, last + 1);
        var index = new long[shape.size()];
        long at = 0;
        for (int i = 0; i < elements; i++) {
            take.from(i, bytes.position(Math.toIntExact(at * type().bytes())));
            at = next(index, at);
        }
    }

    /** Counts the row-major index up by one and returns where that element lies. */
    private long next(long[] index, long at) {
        long moved = at;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            moved += strides.get(axis);
            if (++index[axis] < shape.get(axis)) {
                return moved;
            }
            moved -= shape.get(axis) * strides.get(axis);
            index[axis] = 0;
        }
        return moved;
    }

    @Override
    public String toString() {
        return type() + " " + shape;
    }
}
