package flashflow.validation.probabilities;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** What scikit-learn and scipy say (make_probability_references.py). */
class ProbabilityReferenceTest {
    private static final List<String[]> LINES = lines();

    private static List<String[]> lines() {
        try (var lines = Files.lines(Path.of("src/test/resources/validation/probabilities.csv"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double[][] of(String name) {
        return LINES.stream()
                .filter(words -> words[0].equals(name))
                .map(words -> Arrays.stream(words)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static ProbabilityReport report(String name, ProbabilityOptions options) {
        double[][] rows = of(name);
        var probabilities = Table.create();
        for (int k = 1; k < rows[0].length; k++) {
            int at = k;
            probabilities.addColumns(
                    DoubleColumn.create("p" + k, Arrays.stream(rows).mapToDouble(row -> row[at])));
        }
        var truth = DoubleColumn.create("class", Arrays.stream(rows).mapToDouble(row -> row[0]));
        return ProbabilityCheck.of(truth, probabilities, options);
    }

    @Test
    void scoresOfTwoClasses() {
        var report = report("two", ProbabilityOptions.defaults());
        assertEquals(of("two log loss")[0][0], report.of(ScoreCheck.LOG_LOSS).value(), 1e-12);
        assertEquals(of("two brier")[0][0], report.of(ScoreCheck.BRIER).value(), 1e-12);
    }

    @Test
    void scoresOfFourClasses() {
        var report = report("four", ProbabilityOptions.defaults());
        assertEquals(of("four log loss")[0][0], report.of(ScoreCheck.LOG_LOSS).value(), 1e-12);
        assertEquals(of("four brier")[0][0], report.of(ScoreCheck.BRIER).value(), 1e-12);
        assertEquals(4, report.reliabilities().size());
        assertEquals(200, report.reliability(3).rows());
    }

    @Test
    void reliabilityInBinsOfEqualWidthAndOfEqualRows() {
        hold("uniform", ProbabilityOptions.defaults().withEqualWidth());
        hold("quantile", ProbabilityOptions.defaults());
    }

    private static void hold(String strategy, ProbabilityOptions options) {
        var report = report("two", options);
        var bins = report.reliability(1).bins();
        double[] observed = of(strategy + " observed")[0];
        double[] predicted = of(strategy + " predicted")[0];
        assertArrayEquals(
                observed, bins.stream().mapToDouble(ReliabilityBin::observed).toArray(), 1e-12, strategy);
        assertArrayEquals(
                predicted, bins.stream().mapToDouble(ReliabilityBin::predicted).toArray(), 1e-12, strategy);
        double error = bins.stream()
                .mapToDouble(bin -> bin.rows() / 400.0 * Math.abs(bin.observed() - bin.predicted()))
                .sum();
        assertEquals(error, report.of(ScoreCheck.CALIBRATION_ERROR).value(), 1e-12);
    }

    @Test
    void intervalsOfClopperAndPearson() {
        for (double[] line : of("interval")) {
            var interval = BinomialInterval.ofSuccesses((long) line[0], (long) line[1], line[2]);
            assertEquals(line[3], interval.low(), 1e-9, Arrays.toString(line));
            assertEquals(line[4], interval.high(), 1e-9, Arrays.toString(line));
        }
    }
}
