package flashflow.events;

import flashflow.data.RowSource;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** All events in order, cut into pieces of whole events that take about the same work. */
final class EventPieces implements Iterator<EventPiece> {
    private final EntryCursor generated;
    private final EntryCursor events;
    private final int rowsAtOnce;

    /**
     * Begins with the first event.
     *
     * @param generated rows of generator objects, null for none
     * @param events rows of events, null for none
     * @param rowsAtOnce generator objects or events of a piece, about
     */
    EventPieces(RowSource generated, RowSource events, int rowsAtOnce) {
        this.generated = new EntryCursor(generated);
        this.events = new EntryCursor(events);
        this.rowsAtOnce = rowsAtOnce;
    }

    @Override
    public boolean hasNext() {
        return !generated.atEnd() || !events.atEnd();
    }

    @Override
    public EventPiece next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more events");
        }
        long first = Math.min(generated.entry(), events.entry());
        long firstGenerated = generated.row();
        long firstEvent = events.row();
        int objects = 0;
        int some = 0;
        while (hasNext() && objects < rowsAtOnce && some < rowsAtOnce) {
            long after = Math.min(generated.entry(), events.entry()) + 1;
            objects += generated.passBefore(after);
            some += events.passBefore(after);
        }
        return new EventPiece(first, firstGenerated, objects, firstEvent, some);
    }
}
