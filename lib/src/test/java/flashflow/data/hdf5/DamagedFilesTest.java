package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand damaged files: every one gives the right values or is refused with a {@link FlashFlowException}. Other values
 * come out only where the format leaves nothing to check: a flipped bit among plain values changes that value, and
 * headers of the old format have no checksum, so that a flipped byte order or sign looks like a file written so.
 */
class DamagedFilesTest {
    private static final List<String> FILES = List.of(
            "float-f4-little.h5",
            "float-f8-big.h5",
            "chunk-columns.h5",
            "gzip-shuffle.h5",
            "gzip-shuffle-fletcher.h5",
            "lzf.h5",
            "lz4.h5",
            "latest-fixed-array.h5",
            "latest-extensible.h5",
            "latest-contiguous.h5");

    /** Where the plain values of these files begin; what a format without checksums holds behind it cannot be checked. */
    private static final int VALUES = 2048;

    private enum Outcome {
        RIGHT,
        REFUSED,
        /** Damaged values of a kind that carries no checksum. */
        VALUES_WITHOUT_CHECKSUM,
        /** Damaged headers that still make sense. */
        HEADER_WITHOUT_CHECKSUM,
        /** Other values although there is a checksum. */
        WRONG
    }

    /** A copy of a file with some bytes changed from {@code at} on. */
    private record Damage(String name, byte[] bytes, int at) {
        boolean inValues() {
            return at + 8 >= VALUES;
        }

        boolean hasChecksum() {
            return inValues() ? name.contains("gzip") || name.matches("latest-(fixed|ext).*") : name.contains("latest");
        }
    }

    @TempDir
    Path folder;

    @Test
    void aThousandDamagedFiles() {
        var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
        assertTimeoutPreemptively(Duration.ofSeconds(100), () -> {
            var random = new Random(20240611);
            for (int i = 0; i < 1000; i++) {
                var damage = damage(FILES.get(i % FILES.size()), i / FILES.size() % 5, random);
                outcomes.merge(outcome(damage), 1, Integer::sum);
            }
        });
        System.out.println("Damaged files: " + outcomes);
        assertEquals(1000, outcomes.values().stream().mapToInt(i -> i).sum());
        assertEquals(0, outcomes.getOrDefault(Outcome.WRONG, 0), outcomes::toString);
        assertTrue(outcomes.getOrDefault(Outcome.HEADER_WITHOUT_CHECKSUM, 0) <= 1, outcomes::toString);
        assertTrue(outcomes.get(Outcome.REFUSED) > 300, outcomes::toString);
    }

    private static Damage damage(String name, int kind, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(Hdf5Files.path(name));
        int anywhere = random.nextInt(bytes.length);
        int inHeader = random.nextInt(Math.min(bytes.length, VALUES));
        switch (kind) {
            case 0 -> bytes[anywhere] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, anywhere);
            case 2 -> bytes[inHeader] ^= (byte) (1 << random.nextInt(8));
            case 3 -> bytes[inHeader] = (byte) random.nextInt(256);
            default -> fill(bytes, inHeader, 1 << random.nextInt(4), random);
        }
        return new Damage(name, bytes, kind < 2 ? anywhere : inHeader);
    }

    private static void fill(byte[] bytes, int from, int count, Random random) {
        byte value = random.nextBoolean() ? (byte) 0xff : (byte) random.nextInt(256);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + count), value);
    }

    private Outcome outcome(Damage damage) throws IOException {
        var file = Files.write(folder.resolve("damaged.h5"), damage.bytes());
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, file).open()) {
            if (isRight(Hdf5Files.readAll(dataset))) {
                return Outcome.RIGHT;
            }
            if (damage.hasChecksum()) {
                return Outcome.WRONG;
            }
            return damage.inValues() ? Outcome.VALUES_WITHOUT_CHECKSUM : Outcome.HEADER_WITHOUT_CHECKSUM;
        } catch (FlashFlowException e) {
            assertTrue(e.getMessage().contains("damaged.h5"), e.getMessage());
            return Outcome.REFUSED;
        }
    }

    private static boolean isRight(float[] rows) {
        float[] expected = new float[Hdf5Files.ROWS * Hdf5Files.COLUMNS];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Hdf5Files.value(i / Hdf5Files.COLUMNS, i % Hdf5Files.COLUMNS);
        }
        return Arrays.equals(expected, rows);
    }
}
