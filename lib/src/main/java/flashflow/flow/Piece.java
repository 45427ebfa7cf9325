package flashflow.flow;

import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Draws that are made at once.
 *
 * @param firstEvent number of the first row of context
 * @param events how many
 * @param firstFold number of the first fold
 * @param folds how many of each event
 */
public record Piece(long firstEvent, int events, int firstFold, int folds) {
    /** Of a single event. */
    private static final int FOLDS_AT_ONCE = 1 << 16;

    /**
     * All draws in order. Where a piece is of a single event, that may be cut further.
     *
     * @param eventsAtOnce events of a piece
     */
    public static Iterator<Piece> all(long events, int folds, int eventsAtOnce) {
        return all(0, events, folds, eventsAtOnce);
    }

    /**
     * The draws of some consecutive events.
     *
     * @param from number of the first event
     * @param events how many
     */
    public static Iterator<Piece> all(long from, long events, int folds, int eventsAtOnce) {
        long end = from + events;
        return LongStream.iterate(from, first -> first < end, first -> first + eventsAtOnce)
                .boxed()
                .flatMap(first -> ofEvents(first, (int) Math.min(eventsAtOnce, end - first), folds))
                .iterator();
    }

    private static Stream<Piece> ofEvents(long first, int count, int folds) {
        int some = count > 1 ? folds : Math.min(folds, FOLDS_AT_ONCE);
        return IntStream.iterate(0, fold -> fold < folds, fold -> fold + some)
                .mapToObj(fold -> new Piece(first, count, fold, Math.min(some, folds - fold)));
    }

    /** Rows of the output. */
    public int rows() {
        return Math.multiplyExact(events, folds);
    }

    /** For each row of the output the place of its event among those of the piece. */
    public int[] eventOfRow() {
        return IntStream.range(0, rows()).map(i -> i / folds).toArray();
    }

    /** For each row of the output the number of its event in the input. */
    public long[] eventNumbers() {
        return IntStream.range(0, rows()).mapToLong(i -> firstEvent + i / folds).toArray();
    }

    /** For each row of the output the number of its fold. */
    public long[] foldNumbers() {
        return IntStream.range(0, rows()).mapToLong(i -> firstFold + i % folds).toArray();
    }
}
