package flashflow.toy.events;

import flashflow.FlashFlowException;
import flashflow.data.Parallel;
import flashflow.data.hdf5.Hdf5Groups;
import flashflow.random.Purpose;
import flashflow.toy.ToyResponse;
import java.nio.file.Path;

/**
 * A sample of toy events: an event depends on the seed and on its number alone, however many there are. Jets and muons, some muons in
 * jets and several in one; copies of muons and other particles; pile-up; a detector that loses objects and makes jets of pile-up. Immutable.
 *
 * <pre>{@code
 * ToyEvents.of(42, 100_000).write(Path.of("toy-events.h5"));
 * double[] found = ToyEvents.jets().found(generated);
 * }</pre>
 */
public final class ToyEvents {
    static final ToyTruth JETS = new ToyTruth(ToyResponse.jets(), Efficiency.jets());
    static final ToyTruth MUONS = new ToyTruth(ToyResponse.muons(), Efficiency.muons());
    static final UnmatchedTruth UNMATCHED = new UnmatchedTruth();

    private static final int BLOCK = 2048;
    private static final int PIECE = 64;

    private final long seed;
    private final long events;
    private final boolean awkward;
    private final Reconstruction detector = new Reconstruction();

    private ToyEvents(long seed, long events, boolean awkward) {
        this.seed = seed;
        this.events = events;
        this.awkward = awkward;
    }

    /**
     * A sample, with awkward events in it.
     *
     * @param seed chooses the sample
     * @param events how many, at least 1
     */
    public static ToyEvents of(long seed, long events) {
        if (events < 1) {
            throw new FlashFlowException("A toy sample needs at least one event, and " + events + " were asked for.");
        }
        return new ToyEvents(seed, events, true);
    }

    /**
     * Whether of 200 events one has two jets of one momentum, one a generated muon twice, one a jet whose index of the generated jet is their
     * number, and one a jet of pile-up twice; by default they have, as real files do. Events without any object are there in any
     * case. The number of objects and their laws are not touched by it, except that a generated muon is there twice.
     */
    public ToyEvents awkward(boolean wanted) {
        return new ToyEvents(seed, events, wanted);
    }

    /** What is true of the jets. */
    public static ToyTruth jets() {
        return JETS;
    }

    /** What is true of the muons. */
    public static ToyTruth muons() {
        return MUONS;
    }

    /** What is true of the jets that belong to no generated one. */
    public static UnmatchedTruth unmatched() {
        return UNMATCHED;
    }

    public long seed() {
        return seed;
    }

    /** Number of events. */
    public long events() {
        return events;
    }

    /**
     * Writes all events to one HDF5 file of the groups {@code events}, {@code GenJet}, {@code GenPart}, {@code Jet} and {@code Muon}, block by
     * block: each column a dataset of NanoAOD's type and name, the objects' without prefix and with their event's number {@code entry}
     * from 0 on. {@code python -m flashflow_nanoaod toy} makes a ROOT file of it.
     *
     * @return the file
     * @throws FlashFlowException if it cannot be written
     */
    public Path write(Path out) {
        try (var writer = EventColumns.open(settings(out))) {
            for (long first = 0; first < events; first += BLOCK) {
                EventColumns.write(writer, block(first, (int) Math.min(BLOCK, events - first)));
            }
            writer.finish();
        }
        return out;
    }

    private Hdf5Groups.Builder settings(Path out) {
        return Hdf5Groups.to(out)
                .attribute("format", 1)
                .attribute("generator", ToyEvents.class.getName())
                .attribute("seed", seed)
                .attribute("events", events)
                .attribute("awkward", awkward);
    }

    private ToyEvent[] block(long first, int count) {
        var block = new ToyEvent[count];
        int pieces = (count + PIECE - 1) / PIECE;
        Parallel.forEach(pieces, pieces > 1, piece -> {
            for (int i = PIECE * piece; i < Math.min(count, PIECE * (piece + 1)); i++) {
                block[i] = event(first + i);
            }
        });
        return block;
    }

    /** Generated part, jets and muons each have random numbers of their own. */
    ToyEvent event(long entry) {
        var generated = generated(entry);
        var oddities = Purpose.TOY.stream(seed, entry, 3);
        generated = awkward ? Awkward.generated(oddities, generated) : generated;
        var jets = detector.jets(Purpose.TOY.stream(seed, entry, 1), generated);
        jets = awkward ? Awkward.jets(oddities, jets, generated.jets().size()) : jets;
        return new ToyEvent(entry, generated, jets, detector.muons(Purpose.TOY.stream(seed, entry, 2), generated));
    }

    private Generated generated(long entry) {
        var random = Purpose.TOY.stream(seed, entry, 0);
        var pileup = Pileup.draw(random);
        var jets = JetGenerator.draw(random);
        return new Generated(pileup, jets, ParticleGenerator.draw(random, jets));
    }
}
