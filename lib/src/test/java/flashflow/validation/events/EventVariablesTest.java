package flashflow.validation.events;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

class EventVariablesTest {
    private static Table objects(long[] entry, double[]... momenta) {
        return Table.create(
                "objects",
                LongColumn.create("entry", entry),
                DoubleColumn.create("Jet_pt", momenta[0]),
                DoubleColumn.create("Jet_eta", momenta[1]),
                DoubleColumn.create("Jet_phi", momenta[2]),
                DoubleColumn.create("Jet_mass", momenta[3]));
    }

    /** Three events: none, one and three objects, in no order. */
    private static Table three() {
        return objects(
                new long[] {2, 1, 2, 2},
                new double[] {40, 100, 60, 20},
                new double[] {0, 1, 0, 2},
                new double[] {3, 0, -3, 1},
                new double[] {4, 10, 3, 2});
    }

    @Test
    void numbersAndSumsAreThoseOfEachEvent() {
        var table = EventVariables.above(0).table(EventObjects.of(three(), 3));
        assertArrayEquals(
                new int[] {0, 1, 3}, table.intColumn(EventVariables.NUMBER).asIntArray());
        assertArrayEquals(
                new double[] {0, 100, 120},
                table.doubleColumn(EventVariables.HT).asDoubleArray());
        assertEquals(60, table.doubleColumn(EventVariables.LEADING_PT).get(2));
        assertEquals(40, table.doubleColumn(EventVariables.SECOND_PT).get(2));
        assertTrue(table.doubleColumn(EventVariables.LEADING_PT).isMissing(0));
        assertTrue(table.doubleColumn(EventVariables.MASS).isMissing(1));
        assertEquals(2 * Math.PI - 6, table.doubleColumn(EventVariables.DR).get(2), 1e-12);
    }

    @Test
    void objectsBelowTheThresholdAreNotThere() {
        var table = EventVariables.above(50).table(EventObjects.of(three(), 3));
        assertArrayEquals(
                new int[] {0, 1, 1}, table.intColumn(EventVariables.NUMBER).asIntArray());
        assertEquals(60, table.doubleColumn(EventVariables.HT).get(2));
        assertTrue(table.doubleColumn(EventVariables.SECOND_PT).isMissing(2));
    }

    /** A heavy particle at rest, or boosted along the beam, whose decay is known. */
    @Test
    void massesAreThoseOfTheDecayedParticle() {
        checkMass(91.2, new double[] {45.6, 45.6}, new double[] {0, 0}, new double[] {0.4, 0.4 - Math.PI}, 0);
        checkMass(91.2, new double[] {45.6, 45.6}, new double[] {2.5, 2.5}, new double[] {3, 3 - Math.PI}, 0);
        double massive = 2 * Math.sqrt(30 * 30 + 10 * 10);
        checkMass(massive, new double[] {30, 30}, new double[] {0, 0}, new double[] {-1, -1 + Math.PI}, 10);
        double massless = Math.sqrt(2 * 50 * 20 * (Math.cosh(1.7) - Math.cos(0.8)));
        checkMass(massless, new double[] {50, 20}, new double[] {1.2, -0.5}, new double[] {3, 3.8 - 2 * Math.PI}, 0);
        checkMass(20, new double[] {50, 50}, new double[] {1, 1}, new double[] {2, 2}, 10);
    }

    private static void checkMass(double mass, double[] pt, double[] eta, double[] phi, double each) {
        var pair = objects(new long[2], pt, eta, phi, new double[] {each, each});
        var table = EventVariables.above(0).table(EventObjects.of(pair, 1));
        assertEquals(mass, table.doubleColumn(EventVariables.MASS).get(0), 1e-5 * mass);
    }

    @Test
    void ofEqualMomentaTheFirstLead() {
        var equal =
                objects(new long[3], new double[] {30, 30, 30}, new double[] {0, 1, 2}, new double[3], new double[3]);
        var table = EventVariables.above(0).table(EventObjects.of(equal, 1));
        assertEquals(1, table.doubleColumn(EventVariables.DR).get(0), 1e-12);
    }

    @Test
    void everyFoldOfAnEventIsARow() {
        var folded = three().addColumns(IntColumn.create("fold", 0, 1, 1, 1));
        var table = EventVariables.above(0).table(EventObjects.of(folded, 3, 2));
        assertArrayEquals(
                new int[] {0, 0, 0, 1, 1, 2},
                table.intColumn(EventVariables.NUMBER).asIntArray());
        assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2}, table.intColumn("event").asIntArray());
        assertArrayEquals(new int[] {0, 1, 0, 1, 0, 1}, table.intColumn("fold").asIntArray());
    }

    /** Two draws of an event together are no event. */
    @Test
    void foldsThatAreNotToldAreRefused() {
        var folded = three().addColumns(IntColumn.create("fold", 0, 1, 1, 1));
        var wrong = assertThrows(FlashFlowException.class, () -> EventObjects.of(folded, 3));
        assertTrue(wrong.getMessage().contains("fold 1"), wrong.getMessage());
        assertEquals(
                4,
                EventObjects.of(three().addColumns(IntColumn.create("fold", 0, 0, 0, 0)), 3)
                        .size());
    }

    @Test
    void numbersBeyondTheEventsAreRefused() {
        var beyond = assertThrows(FlashFlowException.class, () -> EventObjects.of(three(), 2));
        assertTrue(beyond.getMessage().contains("event 2"), beyond.getMessage());
        assertThrows(FlashFlowException.class, () -> EventObjects.of(three(), 0));
        assertThrows(FlashFlowException.class, () -> EventObjects.of(three().rejectColumns("Jet_phi"), 3));
        assertThrows(FlashFlowException.class, () -> EventVariables.above(-1));
        assertThrows(FlashFlowException.class, () -> EventVariables.above(Double.NaN));
    }
}
