package flashflow.validation.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.random.Purpose;
import flashflow.validation.Validation;
import flashflow.validation.ValidationOptions;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

class EventComparisonTest {
    private static final int EVENTS = 3000;
    private static final ValidationOptions OPTIONS =
            ValidationOptions.defaults().withoutClassifier().withRepetitions(20, 5);

    /** Generated objects of each event, 0 to 6 of them, of which a detector finds nine of ten. */
    private static EventObjects events(long seed, int folds, double found, double scale) {
        var entry = LongColumn.create("entry");
        var fold = IntColumn.create("fold");
        var momenta = new DoubleColumn[] {
            DoubleColumn.create("pt"),
            DoubleColumn.create("eta"),
            DoubleColumn.create("phi"),
            DoubleColumn.create("mass")
        };
        for (int event = 0; event < EVENTS; event++) {
            for (int f = 0; f < folds; f++) {
                var generated = Purpose.VALIDATION.stream(1, event);
                var detector = Purpose.VALIDATION.stream(seed, event, f);
                for (int n = generated.below(7); n > 0; n--) {
                    double pt = 20 + 40 * generated.exponential();
                    double eta = generated.gaussian();
                    double phi = generated.uniform(-3, 3);
                    if (detector.uniform() < found) {
                        entry.append(event);
                        fold.append(f);
                        append(momenta, pt * scale * (1 + 0.1 * detector.gaussian()), eta, phi, 5);
                    }
                }
            }
        }
        var table = Table.create("objects", entry, fold, momenta[0], momenta[1], momenta[2], momenta[3]);
        return EventObjects.of(table, EVENTS, folds);
    }

    private static void append(DoubleColumn[] columns, double... values) {
        for (int c = 0; c < values.length; c++) {
            columns[c].append(values[c]);
        }
    }

    private static EventComparison compare(EventObjects sample) {
        return EventComparison.of(events(2, 1, 0.9, 1), sample, EventVariables.above(25), OPTIONS);
    }

    @Test
    void anotherDrawOfTheSameDetectorIsNoFurtherThanTheNull() {
        var comparison = compare(events(3, 1, 0.9, 1));
        assertTrue(comparison.multiplicity().pValue() > 1e-3, comparison.toString());
        for (String name : new String[] {EventVariables.HT, EventVariables.MASS, EventVariables.LEADING_PT}) {
            assertTrue(comparison.report().of(name, Validation.W1).ratio() < 1.5, comparison.toString());
        }
    }

    @Test
    void objectsThatAreLostOrTooHardAreSeen() {
        var lossy = compare(events(3, 1, 0.8, 1));
        assertTrue(lossy.multiplicity().pValue() < 1e-6, lossy.toString());
        var hard = compare(events(3, 1, 0.9, 1.1));
        assertTrue(hard.report().of(EventVariables.HT, Validation.W1).ratio() > 1.5, hard.toString());
    }

    /** P-values of many comparisons of equal detectors lie evenly in 0 to 1, with folds as without. */
    @Test
    void chiSquaredIsWhatItSaysWithFolds() {
        for (int folds : new int[] {1, 4}) {
            double sum = 0;
            double freedom = 0;
            for (int i = 0; i < 12; i++) {
                var reference = EventVariables.above(25).table(events(100 + i, 1, 0.9, 1));
                var sample = EventVariables.above(25).table(events(200 + i, folds, 0.9, 1));
                var check = MultiplicityCheck.of(reference, sample, folds);
                sum += check.chiSquared();
                freedom += check.freedom();
            }
            assertEquals(freedom, sum, 4 * Math.sqrt(2 * freedom), folds + " folds");
        }
    }

    /** Four folds of an event say more than one, and less than four events would. */
    @Test
    void errorsOfFoldsAreThoseOfEvents() {
        var one = compare(events(3, 1, 0.9, 1)).report().of(EventVariables.HT, Validation.W1);
        var four = compare(events(3, 4, 0.9, 1)).report().of(EventVariables.HT, Validation.W1);
        assertTrue(four.error() > 0.7 * one.error(), one + " " + four);
    }

    @Test
    void itIsShown() {
        var comparison = compare(events(3, 2, 0.9, 1));
        assertTrue(comparison.toHtml().contains("chi-squared")
                && comparison.toHtml().contains("massOfTwo"));
        assertTrue(comparison.toString().contains("HT"));
        assertTrue(comparison.report().warnings().stream().noneMatch(warning -> warning.contains("fold")));
        assertEquals(2 * EVENTS, comparison.sample().rowCount());
    }

    @Test
    void aReferenceWithFoldsIsRefused() {
        var folds = events(3, 2, 0.9, 1);
        assertThrows(
                FlashFlowException.class, () -> EventComparison.of(folds, folds, EventVariables.above(25), OPTIONS));
    }
}
