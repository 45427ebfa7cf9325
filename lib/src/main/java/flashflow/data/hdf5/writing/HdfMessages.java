package flashflow.data.hdf5.writing;

import flashflow.FlashFlowException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The header messages that a file of rows and columns needs, after the HDF5 File Format Specification 3.0, chapter IV. The
 * messages for many rows are at least as long as those for few, so that headers can be written when the number is known.
 */
public final class HdfMessages {
    private static final long UNDEFINED = -1L;

    private final HdfBytes messages = new HdfBytes();

    private HdfMessages add(int type, HdfBytes data, String what) {
        if (data.size() > 0xffff) {
            throw new FlashFlowException(
                    what + " takes " + data.size() + " bytes and HDF5 headers hold at most 65535; shorten it.");
        }
        messages.u8(type).u16(data.size()).u8(0).bytes(data.toBytes());
        return this;
    }

    /** A group; its members are found by the addresses of their headers. */
    public HdfMessages group(Map<String, Long> members) {
        add(0x02, new HdfBytes().u8(0, 0).u64(UNDEFINED).u64(UNDEFINED), "A group");
        add(0x0a, new HdfBytes().u8(0, 0), "A group");
        members.forEach(this::link);
        return this;
    }

    private void link(String member, long address) {
        byte[] name = member.getBytes(StandardCharsets.UTF_8);
        add(0x06, new HdfBytes().u8(1, 0x10, 1, name.length).bytes(name).u64(address), "A link");
    }

    /** Extents, type and fill value of a dataset. */
    public HdfMessages values(StoredType type, boolean chunked, long... extents) {
        var space = new HdfBytes().u8(2, extents.length, 0, 1);
        LongStream.of(extents).forEach(space::u64);
        add(0x01, space, "A dataspace");
        add(0x03, new HdfBytes().bytes(type.message()), "A datatype");
        return add(0x05, new HdfBytes().u8(3, chunked ? 0x0b : 0x0a), "A fill value");
    }

    public HdfMessages contiguous(long address, long bytes) {
        return add(0x08, new HdfBytes().u8(3, 1).u64(address).u64(bytes), "A layout");
    }

    /**
     * Chunks of whole rows, found through a fixed array of at most 2^pageBits entries.
     *
     * @param chunk extents of a chunk, and at their end the bytes of a value
     */
    public HdfMessages chunked(int pageBits, long index, int... chunk) {
        // The library insists on the shortest encoding of the extents.
        int bytes = bytesFor(IntStream.of(chunk).max().orElseThrow());
        var layout = new HdfBytes().u8(4, 2, 0, chunk.length, bytes);
        IntStream.of(chunk).forEach(extent -> layout.unsigned(extent, bytes));
        return add(0x08, layout.u8(3, pageBits).u64(index), "A layout");
    }

    private static int bytesFor(int value) {
        return (31 - Integer.numberOfLeadingZeros(value) + 8) / 8;
    }

    /** Shuffle, where there is something to shuffle, then deflate. */
    HdfMessages gzip(int level, StoredType type) {
        var pipeline = new HdfBytes().u8(2, type.isShuffled() ? 2 : 1);
        if (type.isShuffled()) {
            pipeline.u16(2, 1, 1).u32(type.bytes());
        }
        return add(0x0b, pipeline.u16(1, 1, 1).u32(level), "A filter pipeline");
    }

    /** Tells that attributes lie in this header; the HDF5 library looks for none without. */
    HdfMessages attributes() {
        return add(0x15, new HdfBytes().u8(0, 0).u64(UNDEFINED).u64(UNDEFINED), "An attribute list");
    }

    /** @throws FlashFlowException if the value is of a kind that is not stored, or takes too much room */
    public HdfMessages attribute(String name, Object value) {
        var stored = AttributeValue.of(value)
                .orElseThrow(() -> new FlashFlowException("The attribute '" + name + "' holds "
                        + (value == null ? "null" : "a " + value.getClass().getSimpleName())
                        + "; give it text without zero characters, a number, true or false, or a list of them."));
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        var message = new HdfBytes()
                .u8(3, 0)
                .u16(text.length + 1, stored.type().length, stored.space().length)
                .u8(1);
        message.bytes(text).u8(0).bytes(stored.type()).bytes(stored.space()).bytes(stored.data());
        return add(0x0c, message, "The attribute '" + name + "'");
    }

    /** The object header that holds these messages, version 2 of the format. */
    public byte[] objectHeader() {
        return new HdfBytes()
                .text("OHDR")
                .u8(2, 2)
                .u32(messages.size())
                .bytes(messages.toBytes())
                .checksum()
                .toBytes();
    }

    /** The first bytes of the file. */
    public static byte[] superblock(long endOfFile, long rootGroup) {
        return new HdfBytes()
                .u8(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n')
                .u8(3, 8, 8, 0)
                .u64(0)
                .u64(UNDEFINED)
                .u64(endOfFile)
                .u64(rootGroup)
                .checksum()
                .toBytes();
    }
}
