package flashflow.data;

import flashflow.FlashFlowException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which columns of a row are the context y (generator level) and which the targets x (reconstructed). A row holds the
 * context columns first, then the targets.
 *
 * @param context names of the C context columns; empty for an unconditional flow
 * @param targets names of the D target columns, at least one
 */
public record ColumnLayout(List<String> context, List<String> targets) {
    /** Copies both lists and refuses empty targets and repeated names. */
    public ColumnLayout {
        context = List.copyOf(context);
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new FlashFlowException("A layout needs at least one target column, and none was given.");
        }
        var seen = new HashSet<String>();
        for (String name : Stream.concat(context.stream(), targets.stream()).toList()) {
            if (!seen.add(name)) {
                throw new FlashFlowException(
                        "The column name '" + name + "' appears twice in the layout; give every column its own name.");
            }
        }
    }

    /** Columns 0:14 and 14:31 of FlashSim's jet files (FlashSim, docs/trainings.md). */
    public static ColumnLayout jets() {
        return new ColumnLayout(
                List.of(
                        "MClosestMuon_dr",
                        "MClosestMuon_pt",
                        "MClosestMuon_deta",
                        "MClosestMuon_dphi",
                        "MSecondClosestMuon_dr",
                        "MSecondClosestMuon_pt",
                        "MSecondClosestMuon_deta",
                        "MSecondClosestMuon_dphi",
                        "MGenJet_eta",
                        "MGenJet_mass",
                        "MGenJet_phi",
                        "MGenJet_pt",
                        "MGenJet_partonFlavour",
                        "MGenJet_hadronFlavour"),
                List.of(
                        "MJet_area",
                        "MJet_btagCMVA",
                        "MJet_btagCSVV2",
                        "MJet_btagDeepB",
                        "MJet_btagDeepC",
                        "MJet_btagDeepFlavB",
                        "MJet_btagDeepFlavC",
                        "MJet_etaMinusGen",
                        "MJet_bRegCorr",
                        "MJet_massRatio",
                        "MJet_nConstituents",
                        "MJet_phiMinusGen",
                        "MJet_ptRatio",
                        "MJet_qgl",
                        "MJet_muEF",
                        "MJet_puId",
                        "MJet_jetId"));
    }

    /** Columns 0:30 and 30:52 of FlashSim's muon files (FlashSim, docs/trainings.md). */
    public static ColumnLayout muons() {
        var context =
                new java.util.ArrayList<>(List.of("MGenMuon_eta", "MGenMuon_phi", "MGenMuon_pt", "MGenMuon_charge"));
        for (int flag = 0; flag <= 14; flag++) {
            context.add("MGenPart_statusFlags" + flag);
        }
        context.addAll(List.of(
                "MClosestJet_dr",
                "MClosestJet_deta",
                "MClosestJet_dphi",
                "MClosestJet_pt",
                "MClosestJet_mass",
                "Pileup_gpudensity",
                "Pileup_nPU",
                "Pileup_nTrueInt",
                "Pileup_pudensity",
                "Pileup_sumEOOT",
                "Pileup_sumLOOT"));
        return new ColumnLayout(
                context,
                List.of(
                        "MMuon_etaMinusGen",
                        "MMuon_phiMinusGen",
                        "MMuon_ptRatio",
                        "MMuon_dxy",
                        "MMuon_dxyErr",
                        "MMuon_dz",
                        "MMuon_dzErr",
                        "MMuon_ip3d",
                        "MMuon_isGlobal",
                        "MMuon_isPFcand",
                        "MMuon_isTracker",
                        "MMuon_jetPtRelv2",
                        "MMuon_jetRelIso",
                        "MMuon_mediumId",
                        "MMuon_pfRelIso03_all",
                        "MMuon_pfRelIso03_chg",
                        "MMuon_pfRelIso04_all",
                        "MMuon_ptErr",
                        "MMuon_sip3d",
                        "MMuon_softId",
                        "MMuon_softMva",
                        "MMuon_softMvaId"));
    }

    /** Columns that are known by their places alone: targets "column 0", "column 1" and so on. */
    public static ColumnLayout numbered(int width) {
        return new ColumnLayout(
                List.of(),
                IntStream.range(0, width).mapToObj(i -> "column " + i).toList());
    }

    /** All names of a row: context, then targets. */
    public List<String> columns() {
        return Stream.concat(context.stream(), targets.stream()).toList();
    }

    /** Number of values in a row, C + D. */
    public int width() {
        return context.size() + targets.size();
    }
}
