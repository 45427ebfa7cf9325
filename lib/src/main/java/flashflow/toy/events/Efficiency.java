package flashflow.toy.events;

import flashflow.data.ColumnLayout;
import java.util.List;

/** The probability that a generated object is found, in closed form. */
@FunctionalInterface
interface Efficiency {
    /**
     * @param row begins with the context columns in physical units
     * @param from where the row begins
     */
    double of(float[] row, int from);

    /** Soft and forward jets are lost, and gluons a little more often; a muon inside helps. */
    static Efficiency jets() {
        var names = ColumnLayout.jets().context();
        int pt = names.indexOf("MGenJet_pt");
        int eta = names.indexOf("MGenJet_eta");
        int parton = names.indexOf("MGenJet_partonFlavour");
        int muon = names.indexOf("MClosestMuon_pt");
        return (row, from) -> {
            double soft = 60 / (row[from + pt] + 60.0);
            double forward = row[from + eta] * row[from + eta] / 9.0;
            double kind = (row[from + parton] == 21 ? -0.5 : 0) + (row[from + muon] > 0 ? 0.6 : 0);
            return sigmoid(5.2 - 5 * soft - 2 * forward + kind);
        };
    }

    /** A rising edge in momentum, another at the end of the chambers; crowded events and jets hide some. */
    static Efficiency muons() {
        List<String> names = ColumnLayout.muons().context();
        int pt = names.indexOf("MGenMuon_pt");
        int eta = names.indexOf("MGenMuon_eta");
        int jet = names.indexOf("MClosestJet_pt");
        int vertices = names.indexOf("Pileup_nPU");
        return (row, from) -> {
            double edge = sigmoid((2.4 - Math.abs(row[from + eta])) / 0.08);
            double hidden = 0.3 * (row[from + vertices] - 30) / 20 + (row[from + jet] > 0 ? 0.6 : 0);
            return edge * sigmoid(3 + 1.6 * (Math.log(row[from + pt]) - 2) - hidden);
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
