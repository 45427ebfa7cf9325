package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Where one tensor's bytes go: into the file and the sum, counted against its shape. */
final class TensorSink {
    private static final int CHUNK = 1 << 20;

    private final WritableByteChannel channel;
    private final Checksum sum;
    private final TensorInfo tensor;
    private long left;

    TensorSink(WritableByteChannel channel, Checksum sum, TensorInfo tensor) {
        this.channel = channel;
        this.sum = sum;
        this.tensor = tensor;
        this.left = tensor.bytes();
    }

    /** Puts one element of an array into a buffer. */
    interface Put {
        void at(ByteBuffer buffer, int index);
    }

    /** Writes {@code count} elements of {@code size} bytes each. */
    void write(int count, int size, Put put) throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int next = 0; next < count; ) {
            int until = Math.min(count, next + CHUNK / size);
            for (buffer.clear(); next < until; next++) {
                put.at(buffer, next);
            }
            write(buffer.flip());
        }
    }

    /** Writes the remaining bytes. */
    void write(ByteBuffer bytes) throws IOException {
        left -= bytes.remaining();
        if (left < 0) {
            throw refusal("more");
        }
        sum.add(bytes);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Says that all values were written. */
    void finish() {
        if (left > 0) {
            throw refusal("fewer");
        }
    }

    private FlashFlowException refusal(String which) {
        return new FlashFlowException("The tensor '" + tensor.name() + "' was given " + which
                + " values than its shape " + tensor.shape() + " holds; give it the shape of its values.");
    }
}
