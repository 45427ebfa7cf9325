package flashflow.toy.events;

import static flashflow.toy.events.Field.number;
import static flashflow.toy.events.Field.real;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of a reconstructed jet beside its momentum. */
final class JetFields {
    private static final Targets MATCHED = Targets.jets();
    private static final Targets UNMATCHED = Targets.pileupJets();
    private static final List<String> WHOLE = List.of("nConstituents", "puId", "jetId");
    private static final List<String> REAL = List.of(
            "area",
            "btagCMVA",
            "btagCSVV2",
            "btagDeepB",
            "btagDeepC",
            "btagDeepFlavB",
            "btagDeepFlavC",
            "bRegCorr",
            "qgl",
            "muEF");

    private JetFields() {}

    static Stream<Field<InEvent<Found>>> all() {
        Stream<Field<InEvent<Found>>> links = Stream.of(
                number("genJetIdx", jet -> jet.object().generator()),
                number(
                        "partonFlavour",
                        jet -> generated(jet) == null ? 0 : generated(jet).parton()),
                number(
                        "hadronFlavour",
                        jet -> generated(jet) == null ? 0 : generated(jet).hadron()),
                number("nMuons", jet -> muons(jet).length),
                number("muonIdx1", jet -> muon(jet, 0)),
                number("muonIdx2", jet -> muon(jet, 1)));
        return Stream.of(REAL.stream().map(JetFields::measured), WHOLE.stream().map(JetFields::counted), links)
                .flatMap(fields -> fields);
    }

    private static Field<InEvent<Found>> measured(String name) {
        int matched = MATCHED.index(name);
        int unmatched = UNMATCHED.index(name);
        return real(name, jet -> value(jet.object(), matched, unmatched));
    }

    private static Field<InEvent<Found>> counted(String name) {
        int matched = MATCHED.index(name);
        int unmatched = UNMATCHED.index(name);
        return number(name, jet -> (long) value(jet.object(), matched, unmatched));
    }

    /** Which law a row is of shows in its length, since an awkward index does not tell it. */
    private static float value(Found jet, int matched, int unmatched) {
        return jet.row()[jet.row().length == MATCHED.width() ? matched : unmatched];
    }

    private static GenJet generated(InEvent<Found> jet) {
        var generated = jet.event().generated().jets();
        int index = jet.object().generator();
        return index < 0 || index >= generated.size() ? null : generated.get(index);
    }

    private static int muon(InEvent<Found> jet, int number) {
        int[] muons = muons(jet);
        return number < muons.length ? muons[number] : -1;
    }

    /** Reconstructed muons within the cone, the nearest first. */
    private static int[] muons(InEvent<Found> jet) {
        var muons = jet.event().muons().stream().map(Found::at).toList();
        return muons.isEmpty() ? new int[0] : Nearby.of(jet.object().at(), muons);
    }

    /** Place of the nearest reconstructed jet, -1 for none within the cone. */
    static int nearest(InEvent<Found> muon) {
        int[] jets = Nearby.of(
                muon.object().at(), muon.event().jets().stream().map(Found::at).toList());
        return IntStream.of(jets).findFirst().orElse(-1);
    }
}
