package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.Interruption;
import flashflow.data.samples.FiniteValues;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.statistics.descriptive.Mean;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Statistics that draw: their means and spreads over many draws, against those of scipy, scikit-learn and theory. */
class DrawnStatisticsTest {
    private static final Table REFERENCE = References.reference();
    private static final Table SAMPLE = References.sample();
    private static final ValidationOptions MANY =
            ValidationOptions.defaults().withRepetitions(400, 400).withoutClassifier();

    @Test
    void frechetPhysicsDistance() {
        double[] expected = References.of("fpd");
        double[] values = IntStream.range(0, 8)
                .mapToDouble(seed -> PhysicsDistances.fpd(
                                References.unweighted(REFERENCE), References.unweighted(SAMPLE), 100 * seed)
                        .value())
                .toArray();
        assertEquals(expected[0], Mean.of(values).getAsDouble(), 4 * expected[1] / Math.sqrt(8));
    }

    @Test
    void kernelPhysicsDistance() {
        double[] expected = References.of("kpd");
        var found = IntStream.range(0, 8)
                .mapToObj(seed -> PhysicsDistances.kpd(
                        References.unweighted(REFERENCE), References.unweighted(SAMPLE), 50 * seed))
                .toList();
        assertEquals(expected[0], mean(found, Estimate::value), 4 * expected[1] / Math.sqrt(8));
        // The error is that of a batch; a median of ten scatters by about 1.25 / sqrt(10) of it.
        assertEquals(expected[1], mean(found, Estimate::error) * 1.25 / Math.sqrt(10), 0.5 * expected[1]);
    }

    /** Against jetnet itself, both sides averaged over seeds: 8 here, 10 there. */
    @Test
    void physicsDistancesAreJetnets() {
        var fpd = IntStream.range(0, 8)
                .mapToObj(seed -> PhysicsDistances.fpd(
                        References.unweighted(REFERENCE), References.unweighted(SAMPLE), 100 * seed))
                .toList();
        var kpd = IntStream.range(0, 8)
                .mapToObj(seed -> PhysicsDistances.kpd(
                        References.unweighted(REFERENCE), References.unweighted(SAMPLE), 50 * seed))
                .toList();
        agreesWithJetnet("fpd", mean(fpd, Estimate::value));
        agreesWithJetnet("kpd", mean(kpd, Estimate::value));
    }

    private static void agreesWithJetnet(String name, double mean) {
        double[] jetnet = References.jetnet(name);
        assertEquals(jetnet[0], mean, 4 * jetnet[1] * Math.sqrt(1 / 8.0 + 1 / 10.0), name);
    }

    private static double mean(List<Estimate> all, ToDoubleFunction<Estimate> number) {
        return Mean.of(all.stream().mapToDouble(number).toArray()).getAsDouble();
    }

    @Test
    void bootstrapErrorsAndHalves() {
        var report = Validation.compare(REFERENCE, SAMPLE, MANY);
        agrees(report.of("x", Validation.W1), "wasserstein");
        agrees(report.of("x", Validation.KS), "kolmogorov");
    }

    private static void agrees(Comparison found, String name) {
        assertEquals(References.number(name + " x"), found.value(), 1e-10);
        double[] bootstrap = References.of("bootstrap " + name + " x");
        assertEquals(bootstrap[1], found.error(), 0.2 * bootstrap[1]);
        double[] halves = References.of("halves " + name + " x");
        assertEquals(halves[0], found.nullValue(), 0.1 * halves[0]);
        assertEquals(halves[1], found.nullError(), 0.25 * halves[1]);
    }

    @Test
    void errorOfAShiftIsThatOfTheMeans() {
        Table a = normal(1500, 1, 0);
        Table b = normal(1000, 2, 3);
        var found = Validation.compare(a, b, MANY).of("x0", Validation.W1);
        // Samples that do not overlap: W1 is the difference of the means.
        double theory = Math.sqrt(1 / 1500. + 1 / 1000.);
        assertEquals(theory, found.error(), 0.2 * theory);
    }

    @Test
    void errorOfAnArea() {
        double[][] classes = {References.values(SAMPLE, "x"), References.values(REFERENCE, "x")};
        double[] expected = References.of("bootstrap auc x");
        double[][] sorted = {FiniteValues.sorted(classes[0], "signal"), FiniteValues.sorted(classes[1], "background")};
        var found = RocCheck.area(sorted, 400, Resampler.of(3), Interruption.of("test"));
        assertEquals(References.number("auc x"), found.value(), 1e-10);
        assertEquals(expected[1], found.error(), 0.2 * expected[1]);
    }

    @Test
    void classifierAgreesWithScikitLearn() {
        double[] expected = References.of("classifier");
        var areas = IntStream.range(0, 3)
                .mapToDouble(seed -> TwoSampleClassifier.of(
                                References.unweighted(REFERENCE), References.unweighted(SAMPLE), seed)
                        .area()
                        .value())
                .toArray();
        assertEquals(expected[0], Mean.of(areas).getAsDouble(), 4 * expected[1] / Math.sqrt(3));
    }

    @Test
    void classifierFindsNoDifferenceWhereThereIsNone() {
        var test = TwoSampleClassifier.of(normal(2000, 1, 0), normal(2000, 2, 0), 1);
        assertEquals(0.5, test.area().value(), 4 * test.area().error());
        assertEquals(0.013, test.area().error(), 0.005); // sqrt((1/m + 1/n) / 12), m = n = 1000

        assertEquals(1, Quantiles.of(test.weights(), 0.5)[0], 0.15);
        assertTrue(test.effectiveShare() > 0.8, () -> "effective share " + test.effectiveShare());
    }

    @Test
    void classifierComesNearTheBestThereIs() {
        var test = TwoSampleClassifier.of(normal(2000, 1, 0), normal(2000, 2, 1), 1);
        // Neyman and Pearson: the area for two normal distributions at the distance d is Phi(d / sqrt 2); here d = sqrt
        // 3.
        double best = new NormalDistribution().cumulativeProbability(Math.sqrt(1.5));
        assertEquals(best, test.area().value(), 0.04);
        assertTrue(test.effectiveShare() < 0.5, () -> "effective share " + test.effectiveShare());
        assertEquals(1000, test.weights().length);
    }

    /** Three columns of N(shift, 1). */
    private static Table normal(int rows, long seed, double shift) {
        var random = new java.util.Random(seed);
        var table = Table.create("normal");
        for (int c = 0; c < 3; c++) {
            double[] values = IntStream.range(0, rows)
                    .mapToDouble(i -> shift + random.nextGaussian())
                    .toArray();
            table.addColumns(DoubleColumn.create("x" + c, values));
        }
        return table;
    }
}
