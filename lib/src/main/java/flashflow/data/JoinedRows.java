package flashflow.data;

import java.util.List;

/** The rows of several files, one after the other, up to a limit. */
public final class JoinedRows implements StoredRows {
    private final List<StoredRows> parts;
    private final List<Place> places;
    private final RowOffsets offsets;
    private final long limit;

    /** @param limit number of rows from the start, -1 for all */
    public JoinedRows(List<StoredRows> parts, List<Place> places, long limit) {
        this.parts = parts;
        this.places = places;
        this.offsets = new RowOffsets(parts);
        this.limit = limit < 0 ? offsets.total() : Math.min(limit, offsets.total());
    }

    @Override
    public long rows() {
        return limit;
    }

    @Override
    public int width() {
        return parts.get(0).width();
    }

    @Override
    public int blockRows() {
        return parts.get(0).blockRows();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        for (int done = 0; done < count; ) {
            long row = firstRow + done;
            int part = offsets.part(row);
            int here = (int) Math.min(count - done, offsets.end(part) - row);
            parts.get(part).read(row - offsets.start(part), here, into, offset + done * width());
            done += here;
        }
    }

    public Place place(long row) {
        return places.get(offsets.part(row));
    }

    int part(long row) {
        return offsets.part(row);
    }

    long rowInFile(long row) {
        return row - offsets.start(offsets.part(row));
    }
}
