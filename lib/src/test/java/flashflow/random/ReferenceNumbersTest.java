package flashflow.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are those of make_random_references.py, and stay so to the last bit: changing one changes every sample. */
class ReferenceNumbersTest {
    private record Line(long key, int n, String value) {}

    private static List<Line> lines(String kind) throws IOException {
        try (var lines = Files.lines(Path.of("src/test/resources/random/values.csv"))) {
            return lines.map(line -> line.split(","))
                    .filter(words -> words[0].equals(kind))
                    .map(words -> new Line(Long.parseLong(words[1]), Integer.parseInt(words[2]), words[3]))
                    .toList();
        }
    }

    @Test
    void bitsUniformsAndKeysAreExact() throws IOException {
        exact("bits", RandomStream::next);
        exact("uniform", stream -> Double.doubleToLongBits(stream.uniform()), Double::parseDouble);
        for (var line : lines("child")) {
            assertEquals(Long.parseLong(line.value), SplitMix.key(line.key, (long) line.n * line.n * line.n));
        }
        for (var line : lines("bits")) {
            assertEquals(Long.parseLong(line.value), SplitMix.value(line.key, line.n));
        }
    }

    private static void exact(String kind, ToLongFunction<RandomStream> draw) throws IOException {
        Map<Long, RandomStream> streams = new HashMap<>();
        for (var line : lines(kind)) {
            long drawn = draw.applyAsLong(streams.computeIfAbsent(line.key, RandomStream::of));
            assertEquals(Long.parseLong(line.value), drawn, line.toString());
        }
    }

    private static void exact(String kind, ToLongFunction<RandomStream> bits, ToDoubleFunction<String> parse)
            throws IOException {
        Map<Long, RandomStream> streams = new HashMap<>();
        for (var line : lines(kind)) {
            long drawn = bits.applyAsLong(streams.computeIfAbsent(line.key, RandomStream::of));
            assertEquals(Double.doubleToLongBits(parse.applyAsDouble(line.value)), drawn, line.toString());
        }
    }

    @Test
    void boundedNumbersAndPermutationsAreExact() throws IOException {
        Map<Long, RandomStream> streams = new HashMap<>();
        for (var line : lines("below")) {
            int drawn = streams.computeIfAbsent(line.key, RandomStream::of).below(1_500_000_000 + line.n);
            assertEquals(Integer.parseInt(line.value), drawn, line.toString());
        }
        for (var line : lines("permutation")) {
            assertEquals(Integer.parseInt(line.value), RandomStream.of(line.key).permutation(50)[line.n]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "exponential"})
    void curvedOnesAgreeButForRoundedLogarithms(String kind) throws IOException {
        Map<Long, RandomStream> streams = new HashMap<>();
        Map<Long, Integer> drawn = new HashMap<>();
        for (var line : lines(kind)) {
            var stream = streams.computeIfAbsent(line.key, RandomStream::of);
            double value = Double.NaN;
            for (int n = drawn.getOrDefault(line.key, 0); n <= line.n; n++) {
                value = kind.equals("gaussian") ? stream.gaussian() : stream.exponential();
            }
            drawn.put(line.key, line.n + 1);
            double expected = Double.parseDouble(line.value);
            assertTrue(Math.abs(value - expected) <= 1e-13 * Math.abs(expected), line + ", but drawn " + value);
        }
    }

    /** Mixed over a million numbers, tails and wedges among them. */
    @ParameterizedTest
    @CsvSource({"1, -5161625661660596639", "2, 8287671526851834522"})
    void normalNumbersKeepEveryBit(long key, long expected) {
        var stream = RandomStream.of(key);
        long hash = 0;
        for (int n = 0; n < 1_000_000; n++) {
            hash = SplitMix.key(hash, Double.doubleToLongBits(stream.gaussian()));
        }
        assertEquals(expected, hash);
    }

    @Test
    void exponentialNumbersKeepEveryBit() {
        var stream = RandomStream.of(3);
        long hash = 0;
        for (int n = 0; n < 1_000_000; n++) {
            hash = SplitMix.key(hash, Double.doubleToLongBits(stream.exponential()));
        }
        assertEquals(2050557560105725473L, hash);
    }

    /** The codes are part of every sample. */
    @Test
    void purposesKeepTheirKeys() {
        var expected = Map.ofEntries(
                Map.entry(Purpose.INITIAL_PARAMETERS, 1),
                Map.entry(Purpose.ROW_ORDER, 2),
                Map.entry(Purpose.DROPOUT, 3),
                Map.entry(Purpose.NOISE, 4),
                Map.entry(Purpose.PREPROCESSING, 5),
                Map.entry(Purpose.TOY, 6),
                Map.entry(Purpose.VALIDATION, 7),
                Map.entry(Purpose.SELECTION, 8),
                Map.entry(Purpose.SPLIT, 9),
                Map.entry(Purpose.CLASS, 10),
                Map.entry(Purpose.EVENTS, 11));
        assertEquals(Purpose.values().length, expected.size());
        expected.forEach((purpose, code) -> assertEquals(SplitMix.key(code, 42), purpose.key(42)));
    }
}
