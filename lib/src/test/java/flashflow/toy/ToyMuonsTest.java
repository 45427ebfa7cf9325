package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class ToyMuonsTest extends ToyDetectorContract {
    private final float[] raw = toy.raw(sample, 5000);

    @Override
    AutoregressiveToy toy() {
        return new ToyMuons();
    }

    @Override
    double optimum() {
        return -10.586;
    }

    @Test
    void columnsAreThoseOfMuons() {
        assertEquals(ColumnLayout.muons(), toy.layout());
    }

    @Test
    void statusFlagsAreConsistent() {
        double[] prompt = column("MGenPart_statusFlags0");
        double[] hadron = column("MGenPart_statusFlags1");
        double[] tau = column("MGenPart_statusFlags2");
        for (int i = 0; i < prompt.length; i++) {
            assertEquals(1, prompt[i] + hadron[i] + tau[i]);
        }
        assertEquals(Set.of(0.0, 1.0), values(column("MGenPart_statusFlags12")));
        assertEquals(Set.of(-1.0, 1.0), values(column("MGenMuon_charge")));
    }

    @Test
    void jetsLieInTheConeOrHaveTheValuesOfNone() {
        double[] dr = column("MClosestJet_dr");
        double[] pt = column("MClosestJet_pt");
        double[] deta = column("MClosestJet_deta");
        double[] dphi = column("MClosestJet_dphi");
        for (int i = 0; i < dr.length; i++) {
            boolean none = dr[i] == 0.5 && pt[i] == 0 && deta[i] == 0.5 && dphi[i] == 0.5;
            boolean inCone = dr[i] <= 0.4001 && pt[i] > 0 && Math.abs(Math.hypot(deta[i], dphi[i]) - dr[i]) < 1e-6;
            assertTrue(none || inCone);
        }
    }

    @Test
    void impactParametersAndIsolationsAreCorrelated() {
        double[] dxy = square("MMuon_dxy");
        double[] dz = square("MMuon_dz");
        assertTrue(correlation(dxy, column("MMuon_ip3d")) > 0.3);
        assertTrue(correlation(dz, column("MMuon_ip3d")) > 0.3);
        assertTrue(correlation(column("MMuon_sip3d"), column("MMuon_ip3d")) > 0.5);
        assertTrue(correlation(column("MMuon_pfRelIso03_all"), column("MMuon_pfRelIso03_chg")) > 0.4);
        assertTrue(correlation(column("MMuon_pfRelIso03_all"), column("MMuon_pfRelIso04_all")) > 0.5);
    }

    @Test
    void rawFlagsAreZeroOrOne() {
        for (String name : Set.of("isGlobal", "isPFcand", "isTracker", "mediumId", "softId", "softMvaId")) {
            assertEquals(Set.of(0.0, 1.0), values(rawColumn("MMuon_" + name)), name);
        }
    }

    @Test
    void rawIsolationsHaveExactZerosAndNothingNegative() {
        for (String name : Set.of("pfRelIso03_all", "pfRelIso03_chg", "pfRelIso04_all", "jetPtRelv2", "jetRelIso")) {
            double[] values = rawColumn("MMuon_" + name);
            assertTrue(Arrays.stream(values).allMatch(x -> x >= 0), name);
        }
        long zeros = Arrays.stream(rawColumn("MMuon_pfRelIso03_all"))
                .filter(x -> x == 0)
                .count();
        assertTrue(zeros > 500 && zeros < 4500, "zeros " + zeros);
    }

    @Test
    void rawIsInPhysicalUnits() {
        assertTrue(Arrays.stream(rawColumn("MGenMuon_pt")).allMatch(x -> x > 2.9 && x < 2000));
        double ratio = Arrays.stream(rawColumn("MMuon_ptRatio")).average().orElseThrow();
        assertEquals(1, ratio, 0.02);
        assertTrue(Arrays.stream(rawColumn("MMuon_dxyErr")).allMatch(x -> x > 0 && x < 0.1));
    }

    /** FlashSim's transforms lead from the raw rows back to training form. */
    @Test
    void preprocessingLeadsBack() {
        double[] dxy = rawColumn("MMuon_dxy");
        double[] dzErr = rawColumn("MMuon_dzErr");
        double[] sip = rawColumn("MMuon_sip3d");
        for (int i = 0; i < dxy.length; i++) {
            assertEquals(Shapes.clamp(column("MMuon_dxy", i), -1.54, 1.54), Math.atan(150 * dxy[i]), 1e-5);
            assertEquals(column("MMuon_dzErr", i), Math.log(dzErr[i] + 0.001), 1e-4);
            assertEquals(column("MMuon_sip3d", i), Math.log1p(sip[i]), 1e-5);
        }
    }

    private double column(String name, int row) {
        return sample[row * width + toy.layout().columns().indexOf(name)];
    }

    private double[] square(String name) {
        return Arrays.stream(column(name)).map(x -> x * x).toArray();
    }

    private double[] rawColumn(String name) {
        int column = toy.layout().columns().indexOf(name);
        return IntStream.range(0, raw.length / width)
                .mapToDouble(i -> raw[i * width + column])
                .toArray();
    }

    private static Set<Double> values(double[] column) {
        return Arrays.stream(column).collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static double correlation(double[] a, double[] b) {
        return new PearsonsCorrelation().correlation(a, b);
    }
}
