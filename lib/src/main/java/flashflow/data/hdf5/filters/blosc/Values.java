package flashflow.data.hdf5.filters.blosc;

import flashflow.data.hdf5.filters.codecs.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/** What Blosc 2 stores as one value. */
final class Values {
    private Values() {}

    /** Repeats a value of any size. */
    static void repeat(Span value, Span out) throws DataFormatException {
        if (value.length() == 0 || out.length() % value.length() != 0) {
            throw new DataFormatException("its repeated value is damaged");
        }
        for (int done = 0; done < out.length(); done += value.length()) {
            value.copyTo(out.part(done, value.length()));
        }
    }

    /** The NaN of float32 or float64. */
    static void nans(int elementBytes, Span out) throws DataFormatException {
        var nan = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        switch (elementBytes) {
            case Float.BYTES -> nan.putFloat(0, Float.NaN);
            case Double.BYTES -> nan.putDouble(0, Double.NaN);
            default -> throw new DataFormatException("its NaN are of " + elementBytes + " bytes");
        }
        repeat(new Span(nan.array(), 0, elementBytes), out);
    }
}
