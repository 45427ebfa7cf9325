package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * An open safetensors file: metadata and named tensors, each read from the disk when it is asked for. Files written
 * here carry a checksum over header and data, which {@link #open} verifies; files of other programs have none. Safe for
 * use by several threads at once.
 */
public final class Safetensors implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final RawFile raw;
    private final Header header;

    private Safetensors(Path file, RawFile raw, Header header) {
        this.file = file;
        this.raw = raw;
        this.header = header;
    }

    /** What {@link SafetensorsWriter#under} added, by its own names; open as long as this one is. */
    public Safetensors under(String prefix) {
        return new Safetensors(file, raw, header.under(prefix));
    }

    /**
     * Refuses a file of a newer release.
     *
     * @param key of the metadata that has the version of what the file holds; a file without it is of version 1
     * @param newest version that this release reads
     * @param format what it is, for the sentence
     * @throws FlashFlowException if the version is above, or no number
     */
    public void refuseNewer(String key, int newest, String format) {
        String version = metadata().getOrDefault(key, "1");
        if (!version.matches("\\d{1,9}") || Integer.parseInt(version) > newest) {
            throw new FlashFlowException("The file " + file + " has version " + version + " of the " + format
                    + ", and this release of FlashFlow reads versions up to " + newest
                    + "; open it with a newer release.");
        }
    }

    /** Begins a new file. */
    public static SafetensorsWriter writer() {
        return new SafetensorsWriter();
    }

    /**
     * Opens a file, checks its header, and reads it through once if it carries a checksum.
     *
     * @throws FlashFlowException if it is missing, cut off, not of this format or not as it was written
     */
    public static Safetensors open(Path file) {
        return open(file, true);
    }

    /**
     * Opens a file without verifying its checksum, to look at its header quickly.
     *
     * @throws FlashFlowException if it is missing, cut off or not of this format
     */
    public static Safetensors openUnverified(Path file) {
        return open(file, false);
    }

    private static Safetensors open(Path file, boolean verify) {
        try {
            var raw = RawFile.open(file, verify);
            return new Safetensors(file, raw, raw.header());
        } catch (Header.Malformed e) {
            throw new FlashFlowException(
                    "Cannot use " + file + " as a safetensors file: " + e.getMessage()
                            + "; take another copy or write it again.",
                    e);
        } catch (NoSuchFileException e) {
            throw new FlashFlowException("There is no file " + file + "; check the path.", e);
        } catch (IOException e) {
            throw new FlashFlowException("Cannot read " + file + " (" + AtomicFile.reason(e) + ").", e);
        }
    }

    /** The path it was opened by. */
    public Path file() {
        return file;
    }

    /** The strings under {@code __metadata__}, without the checksum. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** Names of the tensors, in the header's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors().keySet());
    }

    /** What the header says of each tensor, in its order. */
    public Collection<TensorInfo> tensors() {
        return Collections.unmodifiableCollection(header.tensors().values());
    }

    /**
     * What the header says of one tensor.
     *
     * @throws FlashFlowException if there is none of that name
     */
    public TensorInfo info(String name) {
        var info = header.tensors().get(name);
        if (info == null) {
            throw new FlashFlowException("The file " + file + " has no tensor '" + name + "'; it has "
                    + shortened(names().toString()) + ".");
        }
        return info;
    }

    private static String shortened(String list) {
        return list.length() <= 200 ? list : list.substring(0, 200) + "...";
    }

    /**
     * Reads a tensor of type F32, F16 or BF16, row-major.
     *
     * @throws FlashFlowException if there is none of that name, it has another type, or it cannot be read
     */
    public float[] floats(String name) {
        var info = info(name, Set.of(DataType.F32, DataType.F16, DataType.BF16), "float32");
        var values = new float[length(info)];
        switch (info.type()) {
            case F32 -> each(info, (buffer, i) -> values[i] = buffer.getFloat());
            case F16 -> each(info, (buffer, i) -> values[i] = Float16.value(buffer.getShort()));
            default -> each(info, (buffer, i) -> values[i] = Float.intBitsToFloat(buffer.getShort() << 16));
        }
        return values;
    }

    /**
     * Reads a tensor of type F64 or, widened, F32, F16 or BF16, row-major.
     *
     * @throws FlashFlowException if there is none of that name, it has another type, or it cannot be read
     */
    public double[] doubles(String name) {
        var info = info(name, Set.of(DataType.F64, DataType.F32, DataType.F16, DataType.BF16), "float64");
        var values = new double[length(info)];
        if (info.type() == DataType.F64) {
            each(info, (buffer, i) -> values[i] = buffer.getDouble());
        } else {
            float[] floats = floats(name);
            Arrays.setAll(values, i -> floats[i]);
        }
        return values;
    }

    /**
     * Reads a tensor of type I64 or, widened, I32, row-major.
     *
     * @throws FlashFlowException if there is none of that name, it has another type, or it cannot be read
     */
    public long[] longs(String name) {
        var info = info(name, Set.of(DataType.I64, DataType.I32), "int64");
        var values = new long[length(info)];
        if (info.type() == DataType.I64) {
            each(info, (buffer, i) -> values[i] = buffer.getLong());
        } else {
            each(info, (buffer, i) -> values[i] = buffer.getInt());
        }
        return values;
    }

    /**
     * Reads a tensor of type I32, row-major.
     *
     * @throws FlashFlowException if there is none of that name, it has another type, or it cannot be read
     */
    public int[] ints(String name) {
        var info = info(name, Set.of(DataType.I32), "int32");
        var values = new int[length(info)];
        each(info, (buffer, i) -> values[i] = buffer.getInt());
        return values;
    }

    /**
     * Reads a tensor of type U8, I8 or BOOL, row-major.
     *
     * @throws FlashFlowException if there is none of that name, it has another type, or it cannot be read
     */
    public byte[] bytes(String name) {
        var info = info(name, Set.of(DataType.U8, DataType.I8, DataType.BOOL), "uint8");
        var values = new byte[length(info)];
        each(info, (buffer, i) -> values[i] = buffer.get());
        return values;
    }

    /**
     * Reads bytes of a tensor of any type and size, little-endian.
     *
     * @param name which tensor
     * @param offset first byte within the tensor
     * @param into receives bytes from its position to its limit; its position is not moved
     * @throws FlashFlowException if there is none of that name, it ends before, or it cannot be read
     */
    public void read(String name, long offset, ByteBuffer into) {
        var info = info(name);
        if (offset < 0 || into.remaining() > info.bytes() - offset) {
            throw new FlashFlowException("The tensor '" + name + "' of " + file + " has " + info.bytes()
                    + " bytes; bytes " + offset + " to " + (offset + into.remaining()) + " were asked for.");
        }
        try {
            raw.readData(info.begin() + offset, into.duplicate());
        } catch (IOException e) {
            throw new FlashFlowException(
                    "Cannot read the tensor '" + name + "' of " + file + " (" + AtomicFile.reason(e) + ").", e);
        }
    }

    private TensorInfo info(String name, Set<DataType> allowed, String wanted) {
        var info = info(name);
        if (!allowed.contains(info.type())) {
            throw new FlashFlowException("The tensor '" + name + "' of " + file + " has the type " + info.type()
                    + " and cannot be read as " + wanted + ".");
        }
        return info;
    }

    private int length(TensorInfo info) {
        if (info.elements() > Integer.MAX_VALUE - 8) {
            throw new FlashFlowException("The tensor '" + info.name() + "' of " + file + " has " + info.elements()
                    + " values, too many for one array; read it in pieces.");
        }
        return (int) info.elements();
    }

    private interface Take {
        void from(ByteBuffer buffer, int index);
    }

    private void each(TensorInfo info, Take take) {
        var buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int index = 0;
        for (long offset = 0; offset < info.bytes(); offset += buffer.limit()) {
            buffer.clear().limit((int) Math.min(CHUNK, info.bytes() - offset));
            read(info.name(), offset, buffer);
            while (buffer.hasRemaining()) {
                take.from(buffer, index++);
            }
        }
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            throw new FlashFlowException("Cannot close " + file + " (" + AtomicFile.reason(e) + ").", e);
        }
    }
}
