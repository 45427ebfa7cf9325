package flashflow.events;

import java.util.Iterator;

/** Pieces, and how many of them were given away. */
final class CountedPieces implements Iterator<EventPiece> {
    private final Iterator<EventPiece> pieces;
    private long given;

    CountedPieces(Iterator<EventPiece> pieces) {
        this.pieces = pieces;
    }

    long given() {
        return given;
    }

    @Override
    public boolean hasNext() {
        return pieces.hasNext();
    }

    @Override
    public EventPiece next() {
        given++;
        return pieces.next();
    }
}
