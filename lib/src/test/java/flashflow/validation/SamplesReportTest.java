package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.samples.Samples;
import flashflow.plots.TestSamples;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class SamplesReportTest {
    private static final ValidationOptions OPTIONS =
            ValidationOptions.defaults().withRepetitions(3, 2).withoutClassifier();
    private static final Table CONTEXT = TestSamples.context(600);
    private static final Table FULL = TestSamples.targets(CONTEXT, 1, 0);
    private static final Table GOOD = TestSamples.targets(CONTEXT, 2, 0.001);
    private static final Table BAD = TestSamples.targets(CONTEXT, 3, 0.1);

    private static Samples samples() {
        return Samples.of("full", FULL).and("good", GOOD).and("bad", BAD).context(CONTEXT);
    }

    @Test
    void eachGroupOfColumnsIsTheReportOfItsSample() {
        var report = Validation.compare(samples(), OPTIONS);
        var alone = Validation.compare(FULL, BAD, OPTIONS);
        var table = report.table();
        assertEquals(2 + 2 * 4, table.columnCount());
        assertEquals(alone.comparisons().size(), table.rowCount());
        table.forEach(row -> {
            var expected = alone.of(row.getString("column"), row.getString("statistic"));
            assertEquals(expected.value(), row.getDouble("bad value"));
            assertEquals(expected.ratio(), row.getDouble("bad ratio"));
        });
        assertEquals("MJet_ptRatio", table.stringColumn("column").get(0), "the worst first");
        assertTrue(report.of("bad").of("ptRatio", Validation.W1).ratio() > 5);
        assertTrue(report.toHtml().contains("<th style=\"text-align:right\">good: ratio</th>"));
        assertTrue(report.toString().contains("good value"));
        assertThrows(FlashFlowException.class, () -> report.of("full"));
    }

    @Test
    void anotherReferenceAndACutAreThoseOfTheTables() {
        var report = Validation.compare(samples().reference("good").where("btagDeepB > 2"), OPTIONS);
        assertEquals(List.of("full", "bad"), List.copyOf(report.reports().keySet()));
        var of = Validation.compare(above(GOOD), above(FULL), OPTIONS).of("ptRatio", Validation.KS);
        assertEquals(of, report.of("full").of("ptRatio", Validation.KS));
    }

    private static Table above(Table table) {
        return table.where(table.floatColumn("MJet_btagDeepB").isGreaterThan(2));
    }

    /** Weights that take away what was added: rows of weight 0 are no rows. */
    @Test
    void weightsThinTheRows() {
        var both = FULL.copy().append(BAD);
        double[] weights = new double[1200];
        java.util.Arrays.fill(weights, 0, 600, 0.7);
        both.addColumns(DoubleColumn.create("weight", weights));
        var samples = Samples.of("full", FULL).and("both", both).weights("both", "weight");
        var report = Validation.compare(samples, OPTIONS);
        assertEquals(0, report.of("both").of("ptRatio", Validation.W1).value());
        assertEquals(1, report.warnings().size());
        assertTrue(
                report.warnings().get(0).contains("1,200 weighted rows"),
                report.warnings().get(0));
    }

    @Test
    void checksInBinsAndOfCurvesTakeTheContext() {
        var bins = Validation.conditional(samples(), "ptRatio", "MGenJet_pt", 15, 40, 200);
        assertEquals("sample_name", bins.table().columnNames().get(0));
        assertEquals(
                List.of("good", "bad"),
                bins.table().stringColumn("sample_name").asList().stream()
                        .distinct()
                        .toList());
        var curves = Validation.roc(samples(), "btagDeepB", "hadronFlavour", 5, 0);
        assertEquals(List.of("good", "bad"), List.copyOf(curves.keySet()));
        assertThrows(
                FlashFlowException.class, () -> Validation.compare(samples().only("full"), OPTIONS));
    }
}
