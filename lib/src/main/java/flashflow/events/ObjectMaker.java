package flashflow.events;

import flashflow.categorical.ClassDraw;
import flashflow.data.CarriedColumn;
import flashflow.events.ObjectBlock.Drawn;
import flashflow.events.ObjectBlock.EventIds;
import flashflow.flow.Sampler;
import flashflow.nanoaod.Rules;
import java.util.Arrays;
import java.util.List;

/** Makes the objects of one kind of a piece of events. What it makes depends on the piece alone; used by several threads. */
final class ObjectMaker {
    /** Objects without a generator object of one event, more than there ever are: their numbers begin anew with each event. */
    private static final long OTHERS = 1 << 16;

    private final ObjectModel model;
    private final GeneratedObjects in;
    private final List<CarriedColumn> columns;
    private final List<String> names;
    private final ObjectSeeds seeds;
    private final int folds;
    private final int attempts;
    private final boolean opposite;
    private final PhysicalValues pairs;
    private final PhysicalValues others;

    ObjectMaker(ObjectModel model, GeneratedObjects in, ObjectColumns wanted, EventSettings settings) {
        this.model = model;
        this.in = in;
        this.columns = wanted.physical();
        this.names = columns.stream().map(CarriedColumn::name).toList();
        this.seeds = ObjectSeeds.of(settings.seed(), model.kind());
        this.folds = settings.folds();
        this.attempts = settings.attempts();
        this.opposite = model.training().rules() == Rules.FLASHSIM;
        this.pairs = values(
                PhysicalColumns.ofPairs(model.kind(), model.flow().layout().targets()), model.ofPairs(), settings);
        this.others = model.number().isEmpty()
                ? null
                : values(
                        PhysicalColumns.ofUnmatched(
                                model.kind(), model.others().layout().targets()),
                        model.ofOthers(),
                        settings);
    }

    private PhysicalValues values(PhysicalColumns from, Occurring[] occurring, EventSettings settings) {
        int[] places = names.stream().mapToInt(from.names()::indexOf).toArray();
        return new PhysicalValues(from, occurring, places, settings.held());
    }

    /** A sampler of what is measured of found objects. */
    Sampler sampler() {
        return model.flow().sampler(seeds.flow()).attempts(attempts);
    }

    /** A sampler of what is measured of others; null where there are none. */
    Sampler othersSampler() {
        return model.number().isEmpty()
                ? null
                : model.others().sampler(seeds.others()).attempts(attempts).workers(1);
    }

    /**
     * The objects of a piece.
     *
     * @param sampler draws found ones; counts along, and so belongs to this piece
     */
    MadeObjects make(Sampler sampler, EventPiece piece) {
        var made = new MadeObjects(new ObjectBlock(columns), new ObjectCounts(names), othersSampler());
        if (piece.generated() > 0) {
            addFound(sampler, piece, made);
        }
        if (piece.events() > 0 && model.number().isPresent()) {
            addOthers(piece, made);
        }
        made.block().sort();
        return made;
    }

    private void addFound(Sampler sampler, EventPiece piece, MadeObjects made) {
        var context = ContextRows.of(sampler, in.flow(), piece.firstGenerated(), piece.generated());
        double[] reference = in.reference(piece);
        var ids = in.idsOfObjects(piece);
        long[] generators = in.generators(piece);
        double[] probabilities = model.found()
                .map(found -> found.probabilities(piece.firstGenerated(), piece.generated(), in.found(piece)))
                .orElse(null);
        int c = reference.length / piece.generated();
        int d = model.flow().layout().targets().size();
        made.counts().generated(piece.generated() * folds);
        for (int fold = 0; fold < folds; fold++) {
            int[] chosen = found(probabilities, piece, fold);
            long[] numbers = Arrays.stream(chosen)
                    .mapToLong(i -> piece.firstGenerated() + i)
                    .toArray();
            float[] targets = context.draw(sampler, chosen, numbers, fold);
            for (int i = 0; i < chosen.length; i++) {
                int row = chosen[i];
                double[] values = pairs.of(targets, i * d, reference, row * c, opposite, names, made.counts());
                made.block().add(new Drawn(ids.get(row), fold, generators[row], values));
            }
            made.counts().found(chosen.length);
        }
    }

    /** Rows of the piece that are found in a fold. */
    private int[] found(double[] probabilities, EventPiece piece, int fold) {
        int[] rows = new int[piece.generated()];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (probabilities == null
                    || ClassDraw.of(probabilities, 2 * i, 2, seeds.found(), piece.firstGenerated() + i, fold) == 1) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private void addOthers(EventPiece piece, MadeObjects made) {
        var number = model.number().orElseThrow();
        double[] probabilities = number.probabilities(piece.firstEvent(), piece.events(), in.number(piece));
        var ids = in.idsOfEvents(piece);
        var context = ContextRows.of(made.others(), in.others(), piece.firstEvent(), piece.events());
        int d = model.others().layout().targets().size();
        for (int fold = 0; fold < folds; fold++) {
            int[] counts = counts(probabilities, number.classes(), ids, fold);
            int[] chosen = repeated(counts);
            float[] targets = context.draw(made.others(), chosen, numbers(counts, ids), fold);
            for (int i = 0; i < chosen.length; i++) {
                double[] values = others.of(targets, i * d, new double[0], 0, opposite, names, made.counts());
                made.block().add(new Drawn(ids.get(chosen[i]), fold, -1, values));
            }
            made.counts().unmatched(chosen.length);
        }
    }

    private int[] counts(double[] probabilities, int classes, List<EventIds> ids, int fold) {
        int[] counts = new int[ids.size()];
        Arrays.setAll(
                counts,
                i -> ClassDraw.of(
                        probabilities,
                        i * classes,
                        classes,
                        seeds.number(),
                        ids.get(i).entry(),
                        fold));
        return counts;
    }

    /** Each event as often as it has objects. */
    private static int[] repeated(int[] counts) {
        int[] all = new int[Arrays.stream(counts).sum()];
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            Arrays.fill(all, at, at + counts[i], i);
            at += counts[i];
        }
        return all;
    }

    private static long[] numbers(int[] counts, List<EventIds> ids) {
        long[] numbers = new long[Arrays.stream(counts).sum()];
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i]; j++) {
                numbers[at++] = ids.get(i).entry() * OTHERS + j;
            }
        }
        return numbers;
    }
}
