package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Every bad input is answered by one sentence, or by a warning that the report shows. */
class OddInputTest {
    private static final ValidationOptions QUICK =
            ValidationOptions.defaults().withRepetitions(4, 2).withoutClassifier();

    @Test
    void unknownColumn() {
        assertSays(() -> Validation.compare(table(1, "a", "b"), table(2, "a", "c"), QUICK), "no column 'b'", "[a, c]");
        assertSays(() -> Validation.conditional(table(1, "a"), table(2, "a"), "q", "a", 0, 1), "no column 'q'");
        assertSays(() -> Validation.roc(table(1, "a"), table(2, "a"), "a", "flavour", 5, 0), "no column 'flavour'");
    }

    @Test
    void emptySelection() {
        Table some = table(1, "a", "b");
        assertSays(() -> Validation.compare(some.first(0), some, QUICK), "reference has 0 rows", "at least 40");
        assertSays(() -> Validation.compare(some, some.first(39), QUICK), "sample has 39 rows");
        assertSays(() -> Validation.conditional(some, some, "b", "a", 50, 60), "No bin of 'a'");
        assertSays(() -> Roc.of(new double[0], new double[1]), "signal sample is empty");
        assertSays(() -> Validation.roc(some, some, "a", "b", 5, 0), "0 rows in which 'b' is 5.0", "needs two");
    }

    @Test
    void constantColumn() {
        Table a = table(1, "a", "b").addColumns(constant("c", 0.1));
        Table b = table(2, "a", "b").addColumns(constant("c", 0.1));
        var report = Validation.compare(a, b, QUICK);
        assertWarns(report, "Column 'c' is constant (0.1) in the reference");
        assertEquals(0, report.of("c", Validation.W1).ratio());
        assertTrue(report.of(Comparison.ALL, Validation.SLICED).value() < 1, report.toString());
        assertTrue(report.of(Comparison.ALL, Validation.CORRELATION).value() < 0.5, report.toString());
        for (Comparison comparison : report.comparisons()) {
            assertTrue(Double.isFinite(comparison.value()), report.toString());
        }
        Table narrow = table(2, "a", "b").addColumns(constant("c", 0.3));
        assertEquals(
                0.2, Validation.compare(a, narrow, QUICK).of("c", Validation.W1).value(), 1e-12);
        Table wide = table(2, "a", "b", "c");
        assertWarns(Validation.compare(wide, a, QUICK), "Column 'c' is constant (0.1) in the sample");
    }

    @Test
    void constantColumnIsUncorrelatedHoweverItIsRounded() {
        Table a = table(1, "a").addColumns(constant("c", 0.1));
        var differences = Correlations.differences(a, table(2, "a").addColumns(constant("c", 0.7)));
        assertEquals(0, differences.doubleColumn("c").get(0));
    }

    @Test
    void nothingButNaN() {
        Table a = table(1, "a", "b").addColumns(constant("c", Double.NaN));
        Table b = table(2, "a", "b", "c");
        var report = Validation.compare(a, b, QUICK);
        assertWarns(report, "Column 'c' has no finite values in the reference and is left out");
        assertEquals(2 * 2 + 4, report.comparisons().size());
        Table none = Table.create("none", constant("c", Double.NaN));
        assertSays(() -> Validation.compare(none, b, QUICK), "no column with numbers");
        assertSays(() -> Roc.of(none.doubleColumn("c"), b.doubleColumn("c")), "'c' holds nothing but NaN");
    }

    @Test
    void someNaN() {
        Table a = table(1, "a", "b");
        a.doubleColumn("a").set(3, Double.NaN);
        a.doubleColumn("b").set(5, Double.POSITIVE_INFINITY);
        assertWarns(Validation.compare(a, table(2, "a", "b"), QUICK), "2 of 200 rows of the reference hold NaN");
        var check = Validation.conditional(a, a, "b", "a", -3, 0, 3);
        assertTrue(check.toHtml().contains("Warning: 2 of 200 rows of the reference hold NaN"), check.toHtml());
    }

    @Test
    void differentColumns() {
        var report = Validation.compare(table(1, "a"), table(2, "a", "b", "c"), QUICK);
        assertWarns(report, "The sample's columns [b, c] are not in the reference and are left out");
        Table text = table(1, "a").addColumns(StringColumn.create("s", words()));
        assertWarns(Validation.compare(text, text, QUICK), "Column 's' holds no numbers and is left out");
    }

    @Test
    void rowsOutsideTheBins() {
        var check = Validation.conditional(table(1, "a", "b"), table(2, "a", "b"), "b", "a", -9, -8, 0);
        assertTrue(check.toString().contains("rows of the reference lie outside the bins of 'a'"), check.toString());
        assertTrue(check.toHtml().contains("Bin [-9.0, -8.0] of 'a' has 0 rows"), check.toHtml());
        assertSays(() -> Validation.conditional(table(1, "a"), table(1, "a"), "a", "a", 1, 1), "edge 1", "rise");
        assertSays(() -> Validation.conditional(table(1, "a"), table(1, "a"), "a", "a", 1), "at least two edges");
    }

    private static Table table(long seed, String... names) {
        var random = new Random(seed);
        var table = Table.create("made");
        for (String name : names) {
            double[] values = IntStream.range(0, 200)
                    .mapToDouble(i -> random.nextGaussian())
                    .toArray();
            table.addColumns(DoubleColumn.create(name, values));
        }
        return table;
    }

    private static DoubleColumn constant(String name, double value) {
        double[] values = new double[200];
        Arrays.fill(values, value);
        return DoubleColumn.create(name, values);
    }

    private static String[] words() {
        String[] words = new String[200];
        Arrays.fill(words, "word");
        return words;
    }

    private static void assertWarns(ValidationReport report, String part) {
        assertTrue(
                report.warnings().stream().anyMatch(w -> w.contains(part)),
                report.warnings().toString());
        assertTrue(report.html().contains("Warning: "), report.html());
        report.warnings().forEach(w -> assertTrue(w.endsWith("."), w));
    }

    private static void assertSays(Executable call, String... parts) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith("."), message);
    }
}
