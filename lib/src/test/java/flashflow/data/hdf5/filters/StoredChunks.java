package flashflow.data.hdf5.filters;

import flashflow.data.Place;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;

/** The chunks of src/test/resources/hdf5/filters/chunks.bin; see src/test/python/make_hdf5_filters.py. */
final class StoredChunks {
    /** A chunk as its filters store it, and the bytes they were given. */
    record Chunk(
            String name, int elementBytes, List<StoredFilter> filters, int skipped, byte[] stored, byte[] expected) {
        @Override
        public String toString() {
            return name;
        }

        byte[] decode(byte[] bytes) throws DataFormatException {
            var one = new ChunkBytes();
            System.arraycopy(bytes, 0, one.resize(bytes.length), 0, bytes.length);
            var decoded = new ChunkFilters(filters, elementBytes, new Place(Path.of("chunks.h5"), name))
                    .decode(one, new ChunkBytes(), skipped, expected.length);
            return Arrays.copyOf(decoded.array(), decoded.length());
        }
    }

    private StoredChunks() {}

    static List<Chunk> all() {
        try (var in = new DataInputStream(
                new BufferedInputStream(StoredChunks.class.getResourceAsStream("/hdf5/filters/chunks.bin")))) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Chunk> read(DataInputStream in) throws IOException {
        byte[][] plain = new byte[in.readInt()][];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = in.readNBytes(in.readInt());
        }
        var chunks = new ArrayList<Chunk>();
        while (in.available() > 0) {
            String name = in.readUTF();
            int elementBytes = in.readInt();
            var filters = filters(in);
            int skipped = in.readInt();
            int expected = in.readInt();
            chunks.add(new Chunk(name, elementBytes, filters, skipped, in.readNBytes(in.readInt()), plain[expected]));
        }
        return chunks;
    }

    private static List<StoredFilter> filters(DataInputStream in) throws IOException {
        var filters = new ArrayList<StoredFilter>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int id = in.readInt();
            int[] settings = new int[in.readInt()];
            for (int k = 0; k < settings.length; k++) {
                settings[k] = in.readInt();
            }
            filters.add(new StoredFilter(id, "", settings));
        }
        return filters;
    }
}
