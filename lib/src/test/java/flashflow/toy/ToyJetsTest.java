package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToyJetsTest extends ToyDetectorContract {
    @Override
    AutoregressiveToy toy() {
        return new ToyJets();
    }

    @Override
    double optimum() {
        return -12.649;
    }

    @Test
    void columnsAreThoseOfJets() {
        assertEquals(ColumnLayout.jets(), toy.layout());
    }

    @Test
    void spectrumFallsFrom15ToAbove1000GeV() {
        double[] pt = column("MGenJet_pt");
        assertTrue(Arrays.stream(pt).allMatch(x -> x >= 15));
        assertTrue(Arrays.stream(pt).max().orElseThrow() > 1000);
        assertTrue(count(pt, 15, 25) > count(pt, 25, 35) && count(pt, 25, 35) > count(pt, 35, 45));
    }

    @Test
    void flavoursAreConsistent() {
        double[] parton = column("MGenJet_partonFlavour");
        double[] hadron = column("MGenJet_hadronFlavour");
        assertEquals(Set.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 21.0), values(parton));
        assertEquals(Set.of(0.0, 4.0, 5.0), values(hadron));
        for (int i = 0; i < parton.length; i++) {
            assertTrue(hadron[i] == 0 || parton[i] == 21 || parton[i] == hadron[i]);
            assertTrue(parton[i] < 4 || parton[i] == 21 || parton[i] == hadron[i]);
        }
    }

    @Test
    void muonsLieInTheConeOrHaveTheValuesOfNone() {
        double[] dr = column("MClosestMuon_dr");
        double[] second = column("MSecondClosestMuon_dr");
        double[] pt = column("MClosestMuon_pt");
        double[] deta = column("MClosestMuon_deta");
        double[] dphi = column("MClosestMuon_dphi");
        for (int i = 0; i < dr.length; i++) {
            boolean none = dr[i] == 0.5 && pt[i] == 0 && deta[i] == 0.5 && dphi[i] == 0.5;
            boolean inCone = dr[i] <= 0.4001 && pt[i] > 0 && Math.abs(Math.hypot(deta[i], dphi[i]) - dr[i]) < 1e-6;
            assertTrue(none || inCone);
            assertTrue(dr[i] <= second[i]);
        }
    }

    @Test
    void bottomJetsAreTaggedAndSecondaryVertexTaggersFailTogether() {
        double[] hadron = column("MGenJet_hadronFlavour");
        double[] deepB = column("MJet_btagDeepB");
        double[] csv = column("MJet_btagCSVV2");
        double[] deepC = column("MJet_btagDeepC");
        int[] all = IntStream.range(0, hadron.length).toArray();
        double bottom = Arrays.stream(all)
                .filter(i -> hadron[i] == 5)
                .mapToDouble(i -> deepB[i])
                .average()
                .orElseThrow();
        double light = Arrays.stream(all)
                .filter(i -> hadron[i] == 0)
                .mapToDouble(i -> deepB[i])
                .average()
                .orElseThrow();
        assertTrue(bottom > light + 0.3, bottom + " " + light);
        long failed = Arrays.stream(all).filter(i -> deepB[i] < -0.045).count();
        long together = Arrays.stream(all)
                .filter(i -> deepB[i] < -0.045 && csv[i] < -0.045 && deepC[i] < -0.045)
                .count();
        assertTrue(failed > 0.03 * all.length && failed < 0.2 * all.length, "failed " + failed);
        assertTrue(together > 0.85 * failed, together + " of " + failed);
    }

    @Test
    void resolutionImprovesWithPt() {
        double[] pt = column("MGenJet_pt");
        double[] ratio = column("MJet_ptRatio");
        assertTrue(spread(pt, ratio, 15, 30) > 2 * spread(pt, ratio, 300, 5000));
    }

    @Test
    void rawHoldsAllowedValues() {
        float[] raw = toy.raw(sample, 5000);
        assertEquals(Set.of(0.0, 4.0, 6.0, 7.0), values(rawColumn(raw, "MJet_puId")));
        assertEquals(Set.of(0.0, 2.0, 6.0), values(rawColumn(raw, "MJet_jetId")));
        assertTrue(Arrays.stream(rawColumn(raw, "MJet_btagDeepB")).allMatch(x -> x == -1 || x >= 0 && x <= 1));
        assertTrue(Arrays.stream(rawColumn(raw, "MJet_btagCSVV2")).allMatch(x -> x == -10 || x >= 0 && x <= 1));
        assertTrue(Arrays.stream(rawColumn(raw, "MJet_nConstituents")).allMatch(x -> x >= 1 && x == Math.rint(x)));
    }

    private double[] rawColumn(float[] raw, String name) {
        int column = toy.layout().columns().indexOf(name);
        return IntStream.range(0, raw.length / width)
                .mapToDouble(i -> raw[i * width + column])
                .toArray();
    }

    private static Set<Double> values(double[] column) {
        return Arrays.stream(column).collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static long count(double[] values, double low, double high) {
        return Arrays.stream(values).filter(x -> x >= low && x < high).count();
    }

    private static double spread(double[] pt, double[] ratio, double low, double high) {
        double[] in = IntStream.range(0, pt.length)
                .filter(i -> pt[i] >= low && pt[i] < high)
                .mapToDouble(i -> ratio[i])
                .toArray();
        double mean = Arrays.stream(in).average().orElseThrow();
        return Math.sqrt(
                Arrays.stream(in).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    }
}
