package flashflow.data.hdf5.filters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.hdf5.filters.StoredChunks.Chunk;
import flashflow.data.hdf5.filters.codecs.Span;
import flashflow.data.hdf5.filters.codecs.Zstd;
import io.airlift.compress.zstd.ZstdCompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every filter gives back the very bytes it was given, and refuses damaged ones. */
class ChunkFiltersTest {
    private static final int DAMAGES = 60;

    static List<Chunk> chunks() {
        return StoredChunks.all();
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void givesBackEveryByte(Chunk chunk) throws DataFormatException {
        assertEquals(Optional.empty(), ChunkFilters.unknown(chunk.filters()));
        assertArrayEquals(chunk.expected(), chunk.decode(chunk.stored()));
    }

    @Test
    void thereAreChunksOfEveryFilterThatIsRead() {
        var found = chunks().stream()
                .flatMap(chunk -> chunk.filters().stream().map(StoredFilter::kind))
                .distinct()
                .count();
        assertEquals(12, found);
        assertTrue(chunks().size() > 250);
    }

    /** No other exception, no endless time, no endless memory; other bytes only where a format has no checksum. */
    @ParameterizedTest
    @MethodSource("chunks")
    void refusesDamage(Chunk chunk) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            var random = new Random(chunk.name().hashCode());
            for (int i = 0; i < DAMAGES; i++) {
                outcome(chunk, damaged(chunk.stored(), i % 6, random));
            }
        });
    }

    private static void outcome(Chunk chunk, byte[] bytes) {
        try {
            byte[] decoded = chunk.decode(bytes);
            assertEquals(chunk.expected().length, decoded.length);
            if (chunk.name().startsWith("bzip2") || chunk.name().startsWith("gzip")) {
                assertArrayEquals(chunk.expected(), decoded, "the checksum was not verified");
            }
        } catch (DataFormatException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().contains("null"), e.toString());
        }
    }

    /** A flipped bit, another byte, an end, garbage, large numbers, or headers of large numbers. */
    private static byte[] damaged(byte[] stored, int kind, Random random) {
        byte[] bytes = stored.clone();
        int at = random.nextInt(bytes.length);
        int header = random.nextInt(Math.min(bytes.length, 140));
        switch (kind) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[header] = (byte) random.nextInt(256);
            case 2 -> bytes = Arrays.copyOf(bytes, at);
            case 3 -> random.nextBytes(bytes);
            case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
            default -> Arrays.fill(bytes, header, Math.min(bytes.length, header + 1 + random.nextInt(4)), (byte) 0x7f);
        }
        return bytes;
    }

    @Test
    void isUsedByManyThreadsAtOnce() {
        var chunks = chunks();
        IntStream.range(0, 4 * chunks.size()).parallel().forEach(i -> {
            var chunk = chunks.get(i % chunks.size());
            try {
                assertArrayEquals(chunk.expected(), chunk.decode(chunk.stored()), chunk.name());
            } catch (DataFormatException e) {
                throw new AssertionError(chunk.name(), e);
            }
        });
    }

    /** The compressor of this library writes the checksum, which those of HDF5 leave out. */
    @Test
    void verifiesTheChecksumOfZstd() {
        byte[] plain = new byte[5000];
        new Random(3).nextBytes(plain);
        var compressor = new ZstdCompressor();
        byte[] stored = new byte[compressor.maxCompressedLength(plain.length)];
        int length = compressor.compress(plain, 0, plain.length, stored, 0, stored.length);
        byte[] out = new byte[plain.length];
        for (int at : new int[] {100, 4000, length - 1}) {
            stored[at] ^= 1;
            assertThrows(
                    Exception.class,
                    () -> Zstd.CODEC.fill(new Span(stored, 0, length), new Span(out, 0, out.length)),
                    "byte " + at);
            stored[at] ^= 1;
        }
    }

    /** All blocks of a chunk lie at one place, which would be read again and again. */
    @Test
    void refusesBlocksThatShareTheirBytes() {
        int blocks = 20;
        int blockBytes = 100;
        int place = 16 + 4 * blocks;
        var bytes = ByteBuffer.allocate(place + 4 + blockBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 2).put((byte) 1).put((byte) (3 << 5 | 16)).put((byte) 1);
        bytes.putInt(blocks * blockBytes).putInt(blockBytes).putInt(bytes.capacity());
        for (int block = 0; block < blocks; block++) {
            bytes.putInt(place);
        }
        bytes.putInt(blockBytes);
        var filters = List.of(new StoredFilter(32001, "blosc", new int[0]));
        var chunk = new Chunk("shared", 1, filters, 0, bytes.array(), new byte[blocks * blockBytes]);
        var refused = assertThrows(DataFormatException.class, () -> chunk.decode(chunk.stored()));
        assertTrue(refused.getMessage().contains("longer than the chunk"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "4; szip; h5repack -f GZIP=4 a.h5 plain.h5; h5py",
                "5; nbit; h5repack -f GZIP=4 a.h5 plain.h5; h5py",
                "305; LZO; ptrepack --complib=zlib; ''",
                "306; UCL; ptrepack --complib=zlib; ''",
                "32013; zfp; hdf5plugin.PLUGIN_PATH; h5py, hdf5plugin",
                "32024; SZ3; hdf5plugin.PLUGIN_PATH; h5py, hdf5plugin",
                "32022; BitGroom; the filter's plugin; ''",
                "40000; mine; the filter's plugin; ''"
            })
    void namesWhatIsNotReadAndWhatToCall(int id, String name, String command, String modules) {
        var filter = new StoredFilter(id, "mine", new int[0]);
        assertEquals(Optional.of(filter), ChunkFilters.unknown(List.of(filter)));
        assertEquals("filter " + id + " ('" + name + "')", filter.toString());
        assertTrue(filter.repack("a.h5").contains(command), filter.repack("a.h5"));
        assertEquals(modules, filter.pythonModules().orElse(""));
    }

    @Test
    void refusesSettingsThatAreNotRead() {
        var unread = List.of(
                new StoredFilter(6, "", new int[] {1, 3}),
                new StoredFilter(5, "", new int[] {8, 0, 9, 1}),
                new StoredFilter(32008, "", new int[] {0, 3, 4, 0, 7}),
                new StoredFilter(32026, "", new int[] {1, 0, 4, 9, 5, 1, 34}));
        for (var filter : unread) {
            assertEquals(Optional.of(filter), ChunkFilters.unknown(List.of(filter)));
        }
    }
}
