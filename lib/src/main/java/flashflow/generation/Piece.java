package flashflow.generation;

import java.util.stream.IntStream;

/**
 * Rows that are made at once.
 *
 * @param firstEvent number of the first row of context
 * @param events how many
 * @param firstFold number of the first fold
 * @param folds how many of each event
 */
record Piece(long firstEvent, int events, int firstFold, int folds) {
    /** Rows of the output. */
    int rows() {
        return Math.multiplyExact(events, folds);
    }

    /** For each row of the output the place of its event among those of the piece. */
    int[] eventOfRow() {
        return IntStream.range(0, rows()).map(i -> i / folds).toArray();
    }

    /** For each row of the output the number of its event in the input. */
    long[] eventNumbers() {
        return IntStream.range(0, rows()).mapToLong(i -> firstEvent + i / folds).toArray();
    }

    /** For each row of the output the number of its fold. */
    long[] foldNumbers() {
        return IntStream.range(0, rows()).mapToLong(i -> firstFold + i % folds).toArray();
    }
}
