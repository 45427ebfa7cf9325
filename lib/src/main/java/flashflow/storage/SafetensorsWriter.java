package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Collects named tensors and writes them to one file; made by {@link Safetensors#writer()}. Tensors given by a supplier
 * are asked for when their turn comes and are not kept, so a file may be larger than the memory. Tensors of larger
 * elements come first in the file, which keeps all of them aligned.
 */
public final class SafetensorsWriter {
    private final Map<String, String> metadata;
    private final Map<String, Pending> pending;
    private final String prefix;

    SafetensorsWriter() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), "");
    }

    private SafetensorsWriter(Map<String, String> metadata, Map<String, Pending> pending, String prefix) {
        this.metadata = metadata;
        this.pending = pending;
        this.prefix = prefix;
    }

    /** The same file, with that before the names of tensors and the keys of metadata that are added: room for a model among others. */
    public SafetensorsWriter under(String more) {
        return new SafetensorsWriter(metadata, pending, prefix + more);
    }

    /** Writes the values of one tensor as little-endian bytes. */
    private interface Body {
        void writeTo(TensorSink sink) throws IOException;
    }

    private record Pending(DataType type, List<Long> shape, Body body) {}

    /** Adds one string to the file's metadata; a second value of the same key replaces the first. */
    public SafetensorsWriter metadata(String key, String value) {
        if (key.equals(Checksum.KEY)) {
            throw new FlashFlowException(
                    "The metadata key " + key + " is the file's own checksum; choose another key.");
        }
        metadata.put(prefix + key, value);
        return this;
    }

    /** Adds a float32 tensor of the given shape, values row-major. */
    public SafetensorsWriter add(String name, float[] values, long... shape) {
        return add(name, () -> values, shape);
    }

    /** Adds a float32 tensor whose row-major values are asked for when they are written. */
    public SafetensorsWriter add(String name, Supplier<float[]> values, long... shape) {
        return put(name, DataType.F32, shape, sink -> {
            float[] array = values.get();
            sink.write(array.length, 4, (buffer, i) -> buffer.putFloat(array[i]));
        });
    }

    /** Adds a float64 tensor of the given shape, values row-major. */
    public SafetensorsWriter add(String name, double[] values, long... shape) {
        return put(
                name,
                DataType.F64,
                shape,
                sink -> sink.write(values.length, 8, (buffer, i) -> buffer.putDouble(values[i])));
    }

    /** Adds an int64 tensor of the given shape, values row-major. */
    public SafetensorsWriter add(String name, long[] values, long... shape) {
        return put(
                name,
                DataType.I64,
                shape,
                sink -> sink.write(values.length, 8, (buffer, i) -> buffer.putLong(values[i])));
    }

    /** Adds an int32 tensor of the given shape, values row-major. */
    public SafetensorsWriter add(String name, int[] values, long... shape) {
        return put(
                name,
                DataType.I32,
                shape,
                sink -> sink.write(values.length, 4, (buffer, i) -> buffer.putInt(values[i])));
    }

    /** Adds a uint8 tensor of the given shape, values row-major. */
    public SafetensorsWriter add(String name, byte[] values, long... shape) {
        return put(name, DataType.U8, shape, sink -> sink.write(ByteBuffer.wrap(values)));
    }

    /**
     * Adds a tensor of any type and size as little-endian bytes, iterated over once, when they are written.
     *
     * @param name its name
     * @param type its element type
     * @param chunks its bytes in order, from each buffer's position to its limit
     * @param shape its sizes
     */
    public SafetensorsWriter add(String name, DataType type, Iterable<ByteBuffer> chunks, long... shape) {
        return put(name, type, shape, sink -> {
            for (ByteBuffer chunk : chunks) {
                sink.write(chunk.duplicate());
            }
        });
    }

    private SafetensorsWriter put(String own, DataType type, long[] shape, Body body) {
        String name = prefix + own;
        if (name.equals("__metadata__") || pending.containsKey(name)) {
            throw new FlashFlowException(
                    "The tensor name '" + name + "' is taken; give every tensor of a file its own name.");
        }
        pending.put(name, new Pending(type, LongStream.of(shape).boxed().toList(), body));
        return this;
    }

    /**
     * Writes the file beside its place and renames it.
     *
     * @param file where to; an earlier file is replaced only when the new one is complete and on the disk
     * @throws FlashFlowException if a tensor's values do not fit its shape or the file cannot be written; the earlier
     *     file is then untouched
     */
    public void write(Path file) {
        var header = header();
        AtomicFile.write(file, channel -> {
            byte[] unsummed = header.bytes();
            var sum = Checksum.of(unsummed);
            channel.position(8L + unsummed.length);
            for (TensorInfo tensor : header.tensors().values()) {
                var sink = new TensorSink(channel, sum, tensor);
                pending.get(tensor.name()).body().writeTo(sink);
                sink.finish();
            }
            writeHeader(channel, Checksum.withSum(unsummed, sum.hex()));
        });
    }

    private Header header() {
        var header = new Header(new LinkedHashMap<>(metadata), new LinkedHashMap<>());
        header.metadata().put(Checksum.KEY, Checksum.UNKNOWN);
        long position = 0;
        for (var entry : inFileOrder()) {
            Pending tensor = entry.getValue();
            long end = position + bytes(entry.getKey(), tensor);
            header.tensors()
                    .put(entry.getKey(), new TensorInfo(entry.getKey(), tensor.type(), tensor.shape(), position, end));
            position = end;
        }
        return header;
    }

    private List<Map.Entry<String, Pending>> inFileOrder() {
        return pending.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> -entry.getValue().type().bytes()))
                .toList();
    }

    private static long bytes(String name, Pending tensor) {
        try {
            return TensorInfo.bytes(tensor.type(), tensor.shape());
        } catch (ArithmeticException e) {
            throw new FlashFlowException(
                    "The tensor '" + name + "' cannot have the shape " + tensor.shape() + "; sizes are 0 or more.", e);
        }
    }

    private static void writeHeader(SeekableByteChannel channel, byte[] header) throws IOException {
        var bytes = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header).flip();
        channel.position(0).write(bytes);
    }
}
