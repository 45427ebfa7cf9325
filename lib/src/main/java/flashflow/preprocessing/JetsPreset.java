package flashflow.preprocessing;

import flashflow.data.ColumnLayout;

/**
 * FlashSim's chain for jets (preprocessing/jets_preprocessing.py of the FlashSim project): no scaling at all, tails
 * saturated, failed taggers gathered, two ids dequantised.
 */
final class JetsPreset {
    private JetsPreset() {}

    static Preprocessing preprocessing(String judgeOfCsvv2, String judgeOfDeepC) {
        return Preprocessing.none(ColumnLayout.jets())
                // Ratios to the generated jet: tails beyond carry nothing that is worth bins.
                .with("MJet_massRatio", new Clip(0, 7))
                .with("MJet_ptRatio", new Clip(0, 3))
                // Taggers that failed are negative in several ways (-1, -2, -10): one value just below the good ones.
                .with("MJet_btagDeepB", Collapse.below(0, -0.1))
                .with("MJet_btagCSVV2", judgedBy(judgeOfCsvv2, "MJet_btagCSVV2"))
                .with("MJet_btagDeepC", judgedBy(judgeOfDeepC, "MJet_btagDeepC"))
                .with("MJet_qgl", Collapse.below(0, -0.1))
                // Ids are sums of bits: jetId 2 = tight, 4 = tight lepton veto; puId 4 = loose, 2 = medium, 1 = tight.
                .with("MJet_jetId", Dequantise.gaussian(0.1, 0, 2, 6))
                .with("MJet_puId", Dequantise.gaussian(0.1, 0, 4, 6, 7));
    }

    private static Collapse judgedBy(String judge, String column) {
        return new Collapse(0, -0.1, judge.equals(column) ? "" : judge);
    }
}
