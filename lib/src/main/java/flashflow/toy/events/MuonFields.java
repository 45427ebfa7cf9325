package flashflow.toy.events;

import static flashflow.toy.events.Field.UINT8;
import static flashflow.toy.events.Field.number;
import static flashflow.toy.events.Field.of;
import static flashflow.toy.events.Field.real;

import flashflow.data.ColumnType;
import java.util.List;
import java.util.stream.Stream;

/** The columns of a reconstructed muon beside its momentum. */
final class MuonFields {
    private static final Targets MEASURED = Targets.muons();
    private static final List<String> FLAGS =
            List.of("isGlobal", "isPFcand", "isTracker", "mediumId", "softId", "softMvaId");
    private static final List<String> REAL = List.of(
            "dxy",
            "dxyErr",
            "dz",
            "dzErr",
            "ip3d",
            "jetPtRelv2",
            "jetRelIso",
            "pfRelIso03_all",
            "pfRelIso03_chg",
            "pfRelIso04_all",
            "ptErr",
            "sip3d",
            "softMva");
    private static final int PROMPT = 1;
    private static final int OF_TAU = 1 << 3;

    private MuonFields() {}

    static Stream<Field<InEvent<Found>>> all() {
        Stream<Field<InEvent<Found>>> links = Stream.of(
                number("charge", muon -> generated(muon).charge()),
                number("pdgId", muon -> generated(muon).pdgId()),
                number("genPartIdx", muon -> muon.object().generator()),
                of("genPartFlav", UINT8, MuonFields::origin),
                number("jetIdx", JetFields::nearest));
        return Stream.of(REAL.stream().map(MuonFields::measured), FLAGS.stream().map(MuonFields::flag), links)
                .flatMap(fields -> fields);
    }

    private static Field<InEvent<Found>> measured(String name) {
        int index = MEASURED.index(name);
        return real(name, muon -> muon.object().row()[index]);
    }

    private static Field<InEvent<Found>> flag(String name) {
        int index = MEASURED.index(name);
        return of(name, ColumnType.BOOLEAN, muon -> (long) muon.object().row()[index]);
    }

    private static GenParticle generated(InEvent<Found> muon) {
        return muon.event().generated().particles().get(muon.object().generator());
    }

    /** NanoAOD's numbers: 1 of a boson, 15 of a tau lepton, 5 of a hadron. */
    private static long origin(InEvent<Found> muon) {
        int flags = generated(muon).flags();
        return (flags & PROMPT) != 0 ? 1 : (flags & OF_TAU) != 0 ? 15 : 5;
    }
}
