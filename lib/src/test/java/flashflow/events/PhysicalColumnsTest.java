package flashflow.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.ValueSet;
import flashflow.nanoaod.ObjectKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicalColumnsTest {
    private static final double[] REFERENCE = {50, 1.5, 3.0, 8};

    @Test
    void residualsBecomePhysicalValues() {
        var columns =
                PhysicalColumns.ofPairs(ObjectKind.JETS, ColumnLayout.jets().targets());
        assertEquals(List.of("MGenJet_pt", "MGenJet_eta", "MGenJet_phi", "MGenJet_mass"), columns.reference());
        assertEquals(60, value(columns, "pt", 1.2), 1e-12);
        assertEquals(4, value(columns, "mass", 0.5), 1e-12);
        assertEquals(1.4, value(columns, "eta", -0.1), 1e-12);
        assertEquals(3.2 - 2 * Math.PI, value(columns, "phi", 0.2), 1e-12);
        assertEquals(0.7, value(columns, "btagDeepB", 0.7));
    }

    private static double value(PhysicalColumns columns, String name, double drawn) {
        return columns.physical(columns.names().indexOf(name), drawn, REFERENCE, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 0.3",
        "6.5831853071795864, 0.3",
        "-12.866370614359172, -0.3",
        "3.2, -3.0831853071795864",
        "-3.5, 2.7831853071795862"
    })
    void anglesAreWrapped(double angle, double wrapped) {
        assertEquals(wrapped, PhysicalColumns.wrapped(angle), 1e-12);
    }

    @Test
    void noAngleIsBeyondPiAlsoAsFloat32() {
        for (double turn :
                new double[] {Math.PI, -Math.PI, 3 * Math.PI, Math.nextUp(Math.PI), Math.nextDown(Math.PI)}) {
            assertTrue(Math.abs((float) PhysicalColumns.wrapped(turn)) <= Math.PI);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false, 1, -13", "-1, false, -1, 13", "1, true, -1, 13", "-1, true, 1, -13"})
    void aMuonsChargeAndIdFollowFromTheGenerator(double charge, boolean opposite, double expected, double id) {
        var columns =
                PhysicalColumns.ofPairs(ObjectKind.MUONS, ColumnLayout.muons().targets());
        double[] reference = {20, 0, 0, charge};
        assertEquals(List.of("charge", "pdgId", "mass"), columns.copied());
        assertEquals(expected, columns.copied("charge", reference, 0, opposite));
        assertEquals(id, columns.copied("pdgId", reference, 0, opposite));
        assertEquals(0.10566, columns.copied("mass", reference, 0, opposite), 1e-5);
    }

    @Test
    void othersHaveTheirColumnsAsTheyAre() {
        var columns = PhysicalColumns.ofUnmatched(ObjectKind.JETS, List.of("Jet_pt", "Jet_phi", "Jet_area"));
        assertEquals(List.of("pt", "phi", "area"), columns.names());
        assertEquals(3.5 - 2 * Math.PI, columns.physical(1, 3.5, new double[0], 0), 1e-12);
    }

    @Test
    void anglesHaveNoEndsToBeHeldAt() {
        var columns = PhysicalColumns.ofUnmatched(ObjectKind.JETS, List.of("Jet_pt", "Jet_phi"));
        var seen = new Occurring(0.25, 3.1, ValueSet.of(new double[] {0.25, 3.1}), false);
        var values = new PhysicalValues(columns, new Occurring[] {seen, seen}, new int[] {0, 1}, true);
        var counts = new ObjectCounts(columns.names());
        double[] made = values.of(new float[] {9, 3.5f}, 0, new double[0], 0, false, columns.names(), counts);
        assertEquals(3.1, made[0]);
        assertEquals(3.5 - 2 * Math.PI, made[1], 1e-6);
        assertEquals(Map.of("pt", 1L), counts.report("jets", 0).held());
    }

    @Test
    void aFlowWithoutMomentumIsRefused() {
        var refusal = assertThrows(
                FlashFlowException.class,
                () -> PhysicalColumns.ofPairs(ObjectKind.JETS, List.of("MJet_ptRatio", "MJet_etaMinusGen")));
        assertTrue(refusal.getMessage().contains("phi"), refusal.getMessage());
    }
}
