package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ExactColumn;
import flashflow.data.Finite;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every sink of rows asks of its caller, in the same words whatever it writes: names that differ, blocks of the announced
 * columns, one end, and nothing more after a failure, which may have left half a block.
 */
public final class SinkGuard {
    private enum State {
        OPEN,
        BROKEN,
        FINISHED,
        CLOSED
    }

    /** A piece of writing. */
    @FunctionalInterface
    public interface DiskWork {
        /** @throws IOException if the disk takes no more */
        void run() throws IOException;
    }

    private final String place;
    private final List<String> columns;
    private final ExactGuard exact;
    private State state = State.OPEN;
    private long rows;

    /**
     * Begins with what a sink was told.
     *
     * @param place what it writes, as the beginning of a sentence: {@code "File jets.h5, dataset 'data'"}
     * @param columns names of the float32 columns
     * @param exact announced for every block
     */
    public SinkGuard(String place, List<String> columns, ExactGuard exact) {
        this.place = place;
        this.columns = List.copyOf(columns);
        this.exact = exact;
    }

    /**
     * Refuses names of which a reader could not tell columns.
     *
     * @throws FlashFlowException if there is no column, a name is empty or there twice
     */
    public static void refuseNames(String place, List<String> columns, List<CarriedColumn> exact) {
        var names = Stream.concat(columns.stream(), exact.stream().map(CarriedColumn::name))
                .toList();
        if (names.isEmpty() || names.stream().distinct().count() != names.size()) {
            throw refusal(
                    place,
                    "its column names " + names + " are none or not all different",
                    "give every column its own name",
                    null);
        }
        if (names.stream().anyMatch(name -> name == null || name.isEmpty())) {
            throw refusal(place, "the name of a column is empty", "give every column a name", null);
        }
    }

    /** Rows written so far. */
    public long rows() {
        return rows;
    }

    /**
     * Writes a block of rows after having looked at all of it.
     *
     * @param work writes it
     * @throws FlashFlowException if a value of the rows is NaN or infinite, the array holds fewer, exact columns are not those
     *     announced or hold what their type does not, the sink is at its end, or the disk takes no more
     */
    public void write(float[] values, int offset, int count, List<ExactColumn> beside, DiskWork work) {
        refuseEnded();
        refuseShort(values, offset, count);
        refuseNotFinite(values, offset, count);
        exact.refuse(place, beside, count, rows);
        onDisk(work);
        rows += count;
    }

    private void refuseShort(float[] values, int offset, int count) {
        int width = columns.size();
        if (offset < 0 || count < 0 || (long) count * width > values.length - offset) {
            throw refusal(
                    place,
                    count + " rows of " + width + " values were to be written from value " + offset + " of "
                            + values.length + " on",
                    "give an array that holds them",
                    null);
        }
    }

    private void refuseNotFinite(float[] values, int offset, int count) {
        int width = columns.size();
        int bad = Finite.firstBad(values, offset, offset + count * width);
        if (bad >= 0) {
            throw refusal(
                    place,
                    "row " + (rows + (bad - offset) / width) + ", column '" + columns.get((bad - offset) % width)
                            + "' would be " + values[bad],
                    "drop such rows before writing",
                    null);
        }
    }

    /**
     * Completes what was written.
     *
     * @throws FlashFlowException if no row was written, the sink is at its end, or the disk takes no more
     */
    public void finish(DiskWork work) {
        refuseEnded();
        if (rows == 0) {
            throw refusal(place, "no row was written", "write at least one before finish()", null);
        }
        onDisk(work);
        state = State.FINISHED;
    }

    private void refuseEnded() {
        String ended =
                switch (state) {
                    case OPEN -> "";
                    case FINISHED -> "it is already finished";
                    case CLOSED -> "it was closed without being finished, and nothing of it is kept";
                    case BROKEN -> "an earlier writing to it has failed, and half of that may be there";
                };
        if (!ended.isEmpty()) {
            throw refusal(place, ended, "open a new writer for more rows", null);
        }
    }

    /**
     * Does a piece of writing, after whose failure there is no more.
     *
     * @throws FlashFlowException if the disk takes no more
     */
    public void onDisk(DiskWork work) {
        var before = state;
        state = State.BROKEN;
        try {
            work.run();
        } catch (IOException e) {
            throw refusal(
                    place,
                    "it cannot be written (" + AtomicFile.reason(e) + ")",
                    "check that the folder exists, is writable and has room",
                    e);
        }
        state = before;
    }

    /** Nothing more is written. */
    public void close() {
        state = state == State.FINISHED ? State.FINISHED : State.CLOSED;
    }

    static FlashFlowException refusal(String place, String wrong, String remedy, Exception cause) {
        return new FlashFlowException(place + ": " + wrong + "; " + remedy + ".", cause);
    }
}
