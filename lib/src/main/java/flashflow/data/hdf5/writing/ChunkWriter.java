package flashflow.data.hdf5.writing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Collects bytes into chunks, compresses some chunks at a time on all processors and writes them in order. */
final class ChunkWriter {
    private static final int CHUNKS_AT_ONCE = 16;

    private final SeekableByteChannel out;
    private final DatasetShape shape;
    private final byte[] current;
    private final List<byte[]> full = new ArrayList<>();
    private final List<Long> addresses = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private int filled;
    private int chunkBytes;

    ChunkWriter(SeekableByteChannel out, DatasetShape shape) {
        this.out = out;
        this.shape = shape;
        this.current = new byte[Math.toIntExact(shape.chunkRows() * shape.rowBytes())];
    }

    void write(byte[] bytes, int count) throws IOException {
        for (int from = 0; from < count; ) {
            int some = Math.min(count - from, current.length - filled);
            System.arraycopy(bytes, from, current, filled, some);
            filled += some;
            from += some;
            if (filled == current.length) {
                endChunk(current.length);
            }
        }
    }

    private void endChunk(int length) throws IOException {
        full.add(Arrays.copyOf(current, length));
        chunkBytes = length;
        filled = 0;
        if (full.size() == CHUNKS_AT_ONCE) {
            writeFull();
        }
    }

    /** A last chunk that sticks out of the dataset is padded; a single one is cut to the rows there are. */
    void flush() throws IOException {
        if (filled > 0) {
            Arrays.fill(current, filled, current.length, (byte) 0);
            endChunk(addresses.isEmpty() && full.isEmpty() ? filled : current.length);
        }
        writeFull();
    }

    private void writeFull() throws IOException {
        var encoded = full.parallelStream().map(this::encode).toList();
        full.clear();
        for (byte[] chunk : encoded) {
            addresses.add(out.position());
            sizes.add(chunk.length);
            out.write(ByteBuffer.wrap(chunk));
        }
    }

    private byte[] encode(byte[] chunk) {
        if (shape.gzip() == 0) {
            return chunk;
        }
        return deflate(shape.type().isShuffled() ? shuffle(chunk, shape.type().bytes()) : chunk, shape.gzip());
    }

    /** The first bytes of all values, then their second ones, and so on. */
    private static byte[] shuffle(byte[] chunk, int size) {
        int n = chunk.length / size;
        byte[] shuffled = new byte[chunk.length];
        for (int b = 0; b < size; b++) {
            for (int i = 0; i < n; i++) {
                shuffled[b * n + i] = chunk[i * size + b];
            }
        }
        return shuffled;
    }

    private static byte[] deflate(byte[] bytes, int level) {
        var deflater = new Deflater(level);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream(bytes.length);
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Header and data block of the fixed array that lists the chunks (format specification, VII.C). */
    byte[] index(long address) {
        boolean filtered = shape.gzip() > 0;
        int sizeBytes = 1 + (31 - Integer.numberOfLeadingZeros(chunkBytes) + 8) / 8;
        int entry = filtered ? 8 + sizeBytes + 4 : 8;
        int bits = DatasetShape.pageBits(addresses.size(), 1);
        var header =
                new HdfBytes().text("FAHD").u8(0, filtered ? 1 : 0, entry, bits).u64(addresses.size());
        header.u64(address + 28).checksum();
        var block = new HdfBytes().text("FADB").u8(0, filtered ? 1 : 0).u64(address);
        for (int i = 0; i < addresses.size(); i++) {
            block.u64(addresses.get(i));
            if (filtered) {
                block.unsigned(sizes.get(i), sizeBytes).u32(0);
            }
        }
        return header.bytes(block.checksum().toBytes()).toBytes();
    }
}
