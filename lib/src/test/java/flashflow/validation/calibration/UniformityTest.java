package flashflow.validation.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As scipy says (make_calibration_references.py). */
class UniformityTest {
    private static final Path FILE = Path.of("src/test/resources/validation/calibration.csv");

    private static double[] numbers(String name) throws IOException {
        String line = Files.readAllLines(FILE).stream()
                .filter(l -> l.startsWith(name + ","))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.split(","))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static Uniformity equal(double[] values) {
        double[] weights = new double[values.length];
        Arrays.fill(weights, 3);
        return Uniformity.of(values, weights);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "narrow", "few"})
    void agreesWithScipy(String name) throws IOException {
        var found = equal(numbers(name));
        double[] expected = numbers(name + ".expected");
        assertEquals(expected[0], found.distance(), 1e-12);
        assertEquals(expected[1], found.probability(found.distance()), 1e-6);
        var shift = found.shift();
        var spread = found.spread();
        assertEquals(expected[2], Uniformity.twoSided(shift.value() / shift.error()), 1e-9);
        assertEquals(expected[3], Uniformity.twoSided((spread.value() - 1) / spread.error()), 1e-9);
        double unit = 10.0 / numbers(name).length;
        assertArrayEquals(new double[] {unit * expected[4], unit * expected[5]}, found.histogramBand(10, 0.95), 1e-12);
    }

    @Test
    void aWeightCountsAsRepetition() throws IOException {
        double[] values = numbers("few");
        double[] weights = new double[values.length];
        double[] repeated = new double[3 * values.length / 2];
        for (int i = 0, at = 0; i < values.length; i++) {
            weights[i] = 1 + i % 2;
            for (int k = 0; k < weights[i]; k++) {
                repeated[at++] = values[i];
            }
        }
        var weighted = Uniformity.of(values, weights);
        var twice = equal(repeated);
        assertEquals(twice.distance(), weighted.distance(), 1e-12);
        assertEquals(twice.shift().value(), weighted.shift().value(), 1e-12);
        assertEquals(twice.spread().value(), weighted.spread().value(), 1e-12);
        assertArrayEquals(twice.histogram(7), weighted.histogram(7), 1e-12);
        assertEquals(54, weighted.effectiveRows(), 1e-9, "90 squared over 150");
    }

    @Test
    void theBandIsThatOfDvoretzkyKieferWolfowitz() {
        assertEquals(Math.sqrt(Math.log(40) / 200), equal(new double[100]).band(0.95), 1e-12);
    }
}
