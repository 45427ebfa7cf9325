package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Viewable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class ValidationReportTest {
    /** The correlations' null value is one split, by which their ratio varies between 1.4 and 3 here. */
    private static final ValidationOptions OPTIONS =
            ValidationOptions.defaults().withSeed(3);

    private static ValidationReport report;

    @BeforeAll
    static void compare() {
        report = Validation.compare(
                References.unweighted(References.reference()), References.unweighted(References.sample()), OPTIONS);
    }

    @Test
    void holdsEveryStatisticBesideItsNullAndError() {
        var ofColumns = Set.of(Validation.W1, Validation.KS);
        var ofAll = Set.of(
                Validation.SLICED, Validation.FPD, Validation.KPD, Validation.CORRELATION, Validation.CLASSIFIER);
        assertEquals(4 * ofColumns.size() + ofAll.size(), report.comparisons().size());
        var found = new HashSet<String>();
        for (Comparison comparison : report.comparisons()) {
            boolean all = comparison.column().equals(Comparison.ALL);
            assertTrue((all ? ofAll : ofColumns).contains(comparison.statistic()));
            assertTrue(found.add(comparison.column() + comparison.statistic()));
            assertTrue(comparison.error() > 0 && Double.isFinite(comparison.nullValue()), comparison.toString());
            assertTrue(comparison.nullError() >= 0, comparison.toString());
        }
    }

    @Test
    void beginsWithTheWorst() {
        var report = Validation.compare(normal(1, 0, 0), normal(2, 0.5, 0.7));
        double[] ratios = report.table().doubleColumn("ratio").asDoubleArray();
        for (int i = 1; i < ratios.length; i++) {
            assertTrue(ratios[i - 1] >= ratios[i], () -> report.toString());
        }
        // Halves of the reference cannot be told apart, and these samples were made different in x and its correlation.
        assertTrue(report.of("x", Validation.W1).ratio() > 2);
        assertTrue(report.of(Comparison.ALL, Validation.CORRELATION).ratio() > 2);
        assertTrue(report.of("y", Validation.W1).ratio() < 2);
    }

    /** Two normal columns: x about a mean, y about 0 with this correlation to x. */
    private static Table normal(long seed, double mean, double correlation) {
        var random = new Random(seed);
        double[] x = new double[2000];
        double[] y = new double[2000];
        for (int i = 0; i < x.length; i++) {
            double common = random.nextGaussian();
            x[i] = mean + common;
            y[i] = correlation * common + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        }
        return Table.create("normal", DoubleColumn.create("x", x), DoubleColumn.create("y", y));
    }

    @Test
    void numbersThatAreNoneComeFirst() {
        var fine = new Comparison("a", "s", 3, 1, 1, 1, 0);
        var broken = new Comparison("b", "s", Double.NaN, 1, 1, 1, 0);
        var sorted = new ValidationReport(List.of(fine, broken), Optional.empty(), List.of());
        assertEquals("b", sorted.table().stringColumn("column").get(0));
    }

    @Test
    void ratioIsCountedFromTheBaseline() {
        assertEquals(3, new Comparison("a", "s", 0.65, 0, 0.45, 0.01, 0.5).ratio(), 1e-12);
        assertEquals(2, new Comparison("a", "s", 0.2, 0, 0, 0.1, 0).ratio(), 1e-12);
        assertEquals(0, new Comparison("a", "s", 0, 0, 0, 0, 0).ratio());
    }

    @Test
    void htmlHasARowForEachStatisticAndTheWeights() {
        String html = ((Viewable) report).toHtml();
        assertEquals(14 + 7, html.split("<tr>", -1).length - 1);
        assertTrue(html.contains("between halves of the reference"));
        assertTrue(html.contains(" ± "));
        assertTrue(html.contains("effective share"));
        assertFalse(html.contains("Warning"));
    }

    @Test
    void htmlEscapesWhatComesFromOutside() {
        var odd = new Comparison("<b>&\"", "s", 1, 1, 1, 1, 0);
        String html = new ValidationReport(List.of(odd), Optional.empty(), List.of("a < b")).html();
        assertTrue(html.contains("&lt;b&gt;&amp;&quot;"));
        assertTrue(html.contains("<p>Warning: a &lt; b</p>"));
    }

    @Test
    void sameSeedSameReport() {
        var again = Validation.compare(
                References.unweighted(References.reference()),
                References.unweighted(References.sample()),
                OPTIONS.withoutClassifier());
        for (Comparison comparison : again.comparisons()) {
            assertEquals(report.of(comparison.column(), comparison.statistic()), comparison);
        }
        assertTrue(again.classifier().isEmpty());
    }

    @Test
    void missingEntryIsToldInOneSentence() {
        String message = Assertions.assertThrows(FlashFlowException.class, () -> report.of("pt", Validation.W1))
                .getMessage();
        assertTrue(message.contains("no 'Wasserstein-1' of the column 'pt'"), message);
    }
}
