package flashflow.storage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An open file whose header was read and found to fit its length.
 *
 * @param channel the file, read by position only
 * @param header its header, without the checksum
 * @param dataStart where its data begin
 */
record RawFile(FileChannel channel, Header header, long dataStart) implements Closeable {
    /** The longest header the format allows. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final int CHUNK = 1 << 20;

    /** Opens, checks and, if asked, verifies; {@link Header.Malformed} says what is wrong. */
    static RawFile open(Path file, boolean verify) throws IOException {
        RegularFile.check(file);
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return read(channel, verify);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static RawFile read(FileChannel channel, boolean verify) throws IOException {
        byte[] bytes = headerBytes(channel);
        var header = Header.parse(decode(bytes));
        var opened = new RawFile(channel, header, 8L + bytes.length);
        header.checkCovers(channel.size() - opened.dataStart);
        String sum = header.metadata().remove(Checksum.KEY);
        if (verify && sum != null && !sum.equals(opened.sum(bytes, sum))) {
            throw new Header.Malformed(
                    "its content does not have the checksum it carries (it was damaged, or changed by"
                            + " another program that kept the metadata " + Checksum.KEY + ")");
        }
        return opened;
    }

    private static byte[] headerBytes(FileChannel channel) throws IOException {
        if (channel.size() < 8) {
            throw new Header.Malformed("it is too short to be one (" + channel.size() + " bytes)");
        }
        long length = readFully(channel, 0, ByteBuffer.allocate(8)).getLong();
        if (length < 2 || length > LONGEST_HEADER) {
            throw new Header.Malformed("it is of another format (a header of " + Long.toUnsignedString(length)
                    + " bytes is not possible)");
        }
        if (length > channel.size() - 8) {
            throw new Header.Malformed("it is cut off or of another format (a header of " + length
                    + " bytes does not fit its " + channel.size() + " bytes)");
        }
        return readFully(channel, 8, ByteBuffer.allocate((int) length)).array();
    }

    private static String decode(byte[] header) {
        try {
            var bytes = ByteBuffer.wrap(header);
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Header.Malformed("its header is not UTF-8 text");
        }
    }

    private String sum(byte[] headerBytes, String carried) throws IOException {
        var sum = Checksum.of(Checksum.withoutSum(headerBytes, carried));
        var buffer = ByteBuffer.allocate(CHUNK);
        for (long position = dataStart; position < channel.size(); position += buffer.limit()) {
            buffer.clear().limit((int) Math.min(CHUNK, channel.size() - position));
            sum.add(readFully(channel, position, buffer));
        }
        return sum.hex();
    }

    /** Fills the buffer from its position to its limit with bytes of the data section. */
    void readData(long offset, ByteBuffer into) throws IOException {
        readFully(channel, dataStart + offset, into);
    }

    /** Returns the buffer at the position it had, now filled and little-endian. */
    private static ByteBuffer readFully(FileChannel channel, long position, ByteBuffer into) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            int count = channel.read(into, position + into.position() - start);
            if (count < 0) {
                throw new EOFException("the file ends too early");
            }
        }
        return into.position(start).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
