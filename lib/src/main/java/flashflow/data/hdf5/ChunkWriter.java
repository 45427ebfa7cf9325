package flashflow.data.hdf5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Collects rows into chunks, compresses some chunks at a time on all processors and writes them in order. */
final class ChunkWriter {
    private static final int CHUNKS_AT_ONCE = 16;

    private final SeekableByteChannel out;
    private final WriterOptions options;
    private final float[] current;
    private final List<float[]> full = new ArrayList<>();
    private final List<Long> addresses = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private int filled;
    private int chunkValues;

    ChunkWriter(SeekableByteChannel out, WriterOptions options) {
        this.out = out;
        this.options = options;
        this.current = new float[Math.multiplyExact(options.chunkRows(), options.width())];
    }

    void write(float[] values, int offset, int rows) throws IOException {
        int left = rows * options.width();
        int from = offset;
        while (left > 0) {
            int count = Math.min(left, current.length - filled);
            System.arraycopy(values, from, current, filled, count);
            filled += count;
            from += count;
            left -= count;
            if (filled == current.length) {
                endChunk(current.length);
            }
        }
    }

    private void endChunk(int length) throws IOException {
        full.add(Arrays.copyOf(current, length));
        chunkValues = length;
        filled = 0;
        if (full.size() == CHUNKS_AT_ONCE) {
            writeFull();
        }
    }

    /** A last chunk that sticks out of the dataset is padded; a single one is cut to the rows there are. */
    void flush() throws IOException {
        if (filled > 0) {
            Arrays.fill(current, filled, current.length, 0f);
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

    private byte[] encode(float[] values) {
        return options.gzip() > 0 ? deflate(shuffle(values), options.gzip()) : bytes(values);
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[4 * values.length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }

    private static byte[] shuffle(float[] values) {
        int n = values.length;
        byte[] bytes = new byte[4 * n];
        for (int i = 0; i < n; i++) {
            int word = Float.floatToRawIntBits(values[i]);
            bytes[i] = (byte) word;
            bytes[n + i] = (byte) (word >>> 8);
            bytes[2 * n + i] = (byte) (word >>> 16);
            bytes[3 * n + i] = (byte) (word >>> 24);
        }
        return bytes;
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

    /** As many bits as one page needs to hold all chunks; 10 is the library's own least. */
    public static int pageBits(long rows, int chunkRows) {
        long chunks = (rows + chunkRows - 1) / chunkRows;
        return Math.max(10, 64 - Long.numberOfLeadingZeros(Math.max(1, chunks) - 1));
    }

    /** Header and data block of the fixed array that lists the chunks (format specification, VII.C). */
    byte[] index(long address) {
        boolean filtered = options.gzip() > 0;
        int sizeBytes = 1 + (31 - Integer.numberOfLeadingZeros(4 * chunkValues) + 8) / 8;
        int entry = filtered ? 8 + sizeBytes + 4 : 8;
        int bits = pageBits(addresses.size(), 1);
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
