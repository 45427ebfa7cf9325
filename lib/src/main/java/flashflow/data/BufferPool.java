package flashflow.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Direct buffers of one size that are used again; one that is never given back is left to the garbage collector. */
final class BufferPool {
    private final int bytes;
    private final BlockingQueue<ByteBuffer> free;

    BufferPool(int bytes, int kept) {
        this.bytes = bytes;
        this.free = new LinkedBlockingQueue<>(kept);
    }

    ByteBuffer take() {
        var found = free.poll();
        return found != null ? found : ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    void give(ByteBuffer buffer) {
        free.offer(buffer);
    }
}
