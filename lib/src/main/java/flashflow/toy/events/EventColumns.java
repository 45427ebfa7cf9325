package flashflow.toy.events;

import static flashflow.toy.events.Field.UINT32;
import static flashflow.toy.events.Field.UINT64;
import static flashflow.toy.events.Field.UINT8;
import static flashflow.toy.events.Field.number;
import static flashflow.toy.events.Field.of;
import static flashflow.toy.events.Field.real;

import flashflow.data.ColumnType;
import flashflow.data.hdf5.Hdf5Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns of toy events: names and types of NanoAOD, version 9. */
final class EventColumns {
    private static final int EVENTS_OF_A_BLOCK = 1000;
    /** Event numbers of real files need all of 64 bits; float64 has not enough. */
    private static final long FIRST_EVENT = (1L << 53) + 1;

    private static final List<Field<ToyEvent>> EVENTS = List.of(
            of("entry", ColumnType.INT64, ToyEvent::entry),
            of("run", UINT32, event -> 1),
            of("luminosityBlock", UINT32, event -> 1 + event.entry() / EVENTS_OF_A_BLOCK),
            of("event", UINT64, event -> FIRST_EVENT + event.entry()),
            real("Pileup_gpudensity", event -> event.generated().pileup().gpudensity()),
            number("Pileup_nPU", event -> event.generated().pileup().vertices()),
            real("Pileup_nTrueInt", event -> event.generated().pileup().mean()),
            real("Pileup_pudensity", event -> event.generated().pileup().pudensity()),
            number("Pileup_sumEOOT", event -> event.generated().pileup().early()),
            number("Pileup_sumLOOT", event -> event.generated().pileup().late()),
            real("GenMET_pt", event -> Imbalance.ofGenerated(event).pt()),
            real("GenMET_phi", event -> Imbalance.ofGenerated(event).phi()),
            real("MET_pt", event -> Imbalance.ofFound(event).pt()),
            real("MET_phi", event -> Imbalance.ofFound(event).phi()),
            number("PV_npvs", event -> 1 + event.generated().pileup().vertices() * 7 / 10));

    private static final List<Field<InEvent<GenJet>>> GEN_JETS = Stream.concat(
                    kinematics(GenJet::at),
                    Stream.<Field<InEvent<GenJet>>>of(
                            number("partonFlavour", jet -> jet.object().parton()),
                            of("hadronFlavour", UINT8, jet -> jet.object().hadron())))
            .toList();

    private static final List<Field<InEvent<GenParticle>>> PARTICLES = Stream.concat(
                    kinematics(GenParticle::at),
                    Stream.<Field<InEvent<GenParticle>>>of(
                            number("pdgId", particle -> particle.object().pdgId()),
                            number("status", particle -> particle.object().status()),
                            number("statusFlags", particle -> particle.object().flags()),
                            number("genPartIdxMother", particle -> particle.object()
                                    .mother())))
            .toList();

    private static final List<Field<InEvent<Found>>> JETS =
            Stream.concat(kinematics(Found::at), JetFields.all()).toList();
    private static final List<Field<InEvent<Found>>> MUONS =
            Stream.concat(kinematics(Found::at), MuonFields.all()).toList();

    private EventColumns() {}

    private static <T> Stream<Field<InEvent<T>>> kinematics(Function<T, Momentum> at) {
        return Stream.of(
                of("entry", ColumnType.INT64, object -> object.event().entry()),
                real("pt", object -> at.apply(object.object()).pt()),
                real("eta", object -> at.apply(object.object()).eta()),
                real("phi", object -> at.apply(object.object()).phi()),
                real("mass", object -> at.apply(object.object()).mass()));
    }

    static Hdf5Groups open(Hdf5Groups.Builder settings) {
        announce(settings, "events", EVENTS);
        announce(settings, "GenJet", GEN_JETS);
        announce(settings, "GenPart", PARTICLES);
        announce(settings, "Jet", JETS);
        announce(settings, "Muon", MUONS);
        return settings.open();
    }

    private static <T> void announce(Hdf5Groups.Builder settings, String group, List<Field<T>> fields) {
        settings.group(group, fields.stream().map(Field::column).toList());
    }

    static void write(Hdf5Groups writer, ToyEvent[] events) {
        write(writer, "events", EVENTS, Arrays.asList(events));
        write(writer, "GenJet", GEN_JETS, objects(events, event -> event.generated()
                .jets()));
        write(writer, "GenPart", PARTICLES, objects(events, event -> event.generated()
                .particles()));
        write(writer, "Jet", JETS, objects(events, ToyEvent::jets));
        write(writer, "Muon", MUONS, objects(events, ToyEvent::muons));
    }

    private static <T> void write(Hdf5Groups writer, String group, List<Field<T>> fields, List<T> rows) {
        writer.write(group, fields.stream().map(field -> field.values(rows)).toList());
    }

    private static <T> List<InEvent<T>> objects(ToyEvent[] events, Function<ToyEvent, List<T>> of) {
        var objects = new ArrayList<InEvent<T>>();
        for (ToyEvent event : events) {
            of.apply(event).forEach(object -> objects.add(new InEvent<>(event, object)));
        }
        return objects;
    }
}
