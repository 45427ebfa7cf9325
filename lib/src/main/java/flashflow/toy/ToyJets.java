package flashflow.toy;

import static flashflow.toy.JetColumns.CMVA;
import static flashflow.toy.JetColumns.CONSTITUENTS;
import static flashflow.toy.JetColumns.CSV;
import static flashflow.toy.JetColumns.DEEP_B;
import static flashflow.toy.JetColumns.DEEP_C;
import static flashflow.toy.JetColumns.FLAV_B;
import static flashflow.toy.JetColumns.FLAV_C;
import static flashflow.toy.JetColumns.JET_ID;
import static flashflow.toy.JetColumns.MASS_RATIO;
import static flashflow.toy.JetColumns.MU_EF;
import static flashflow.toy.JetColumns.PT_RATIO;
import static flashflow.toy.JetColumns.PU_ID;
import static flashflow.toy.JetColumns.QGL;

import flashflow.data.ColumnLayout;
import flashflow.random.RandomStream;
import java.util.List;

/** Jets of the toy detector: 14 context columns and 17 targets, {@link ColumnLayout#jets()}. */
public final class ToyJets extends AutoregressiveToy {
    /** The jets; there are no settings. */
    public ToyJets() {
        super(
                ColumnLayout.jets(),
                List.of(
                        JetResponse::area,
                        JetTaggers::cmva,
                        JetTaggers::csv,
                        JetTaggers::deepB,
                        JetTaggers::deepC,
                        JetTaggers::deepFlavB,
                        JetTaggers::deepFlavC,
                        JetResponse::etaMinusGen,
                        JetResponse::bRegCorr,
                        JetResponse::massRatio,
                        JetResponse::constituents,
                        JetResponse::phiMinusGen,
                        JetResponse::ptRatio,
                        JetTaggers::qgl,
                        JetResponse::muEF,
                        JetResponse::puId,
                        JetResponse::jetId));
    }

    @Override
    void drawContext(RandomStream random, ToyRow jet) {
        JetContext.draw(random, jet);
    }

    @Override
    void makeRaw(ToyRow jet) {
        jet.set(CMVA, Shapes.clamp(jet.at(CMVA), -1, 1));
        score(jet, CSV, -10);
        score(jet, DEEP_B, -1);
        score(jet, DEEP_C, -1);
        score(jet, QGL, -1);
        for (int column : List.of(FLAV_B, FLAV_C, MU_EF)) {
            jet.set(column, Shapes.clamp(jet.at(column), 0, 1));
        }
        jet.set(MASS_RATIO, Math.max(0, jet.at(MASS_RATIO)));
        jet.set(PT_RATIO, Math.max(0, jet.at(PT_RATIO)));
        jet.set(CONSTITUENTS, Math.max(1, Math.rint(jet.at(CONSTITUENTS))));
        jet.set(PU_ID, Shapes.nearest((float) jet.at(PU_ID), 0, 4, 6, 7));
        jet.set(JET_ID, Shapes.nearest((float) jet.at(JET_ID), 0, 2, 6));
    }

    private static void score(ToyRow jet, int column, double failed) {
        double value = jet.at(column);
        jet.set(column, value < JetTaggers.FAILED_BELOW ? failed : Shapes.clamp(value, 0, 1));
    }
}
