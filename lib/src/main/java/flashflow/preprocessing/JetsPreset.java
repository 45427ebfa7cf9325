package flashflow.preprocessing;

import flashflow.data.ColumnLayout;

/**
 * FlashSim's chain for jets (preprocessing/jets_preprocessing.py of the FlashSim project): no scaling at all, tails
 * saturated, failed taggers gathered, two ids dequantised. Columns that are not in this table stay as they are.
 */
final class JetsPreset {
    private static final String FAILED = "failed taggers are negative in several ways (-1, -2, -10): one value below 0";

    private JetsPreset() {}

    static Preprocessing preprocessing(String judgeOfCsvv2, String judgeOfDeepC) {
        return Preprocessing.none(ColumnLayout.jets())
                .with("MJet_massRatio", "the tail beyond is not worth bins", new Clip(0, 7))
                .with("MJet_ptRatio", "the tail beyond is not worth bins", new Clip(0, 3))
                .with("MJet_btagDeepB", FAILED, Collapse.below(0, -0.1))
                .with("MJet_btagCSVV2", FAILED, judgedBy(judgeOfCsvv2, "MJet_btagCSVV2"))
                .with("MJet_btagDeepC", FAILED, judgedBy(judgeOfDeepC, "MJet_btagDeepC"))
                .with("MJet_qgl", "not computed is negative", Collapse.below(0, -0.1))
                .with("MJet_jetId", "bits: 2 tight, 4 lepton veto", Dequantise.gaussian(0.1, 0, 2, 6))
                .with("MJet_puId", "bits: 4 loose, 2 medium, 1 tight", Dequantise.gaussian(0.1, 0, 4, 6, 7));
    }

    private static Collapse judgedBy(String judge, String column) {
        return new Collapse(0, -0.1, judge.equals(column) ? "" : judge);
    }
}
