package flashflow.data;

/** Rows that lie one after the other in the file, or in the header of a compact dataset. */
final class ContiguousRows implements StoredRows {
    private final MappedFile file;
    private final long address;
    private final long rows;
    private final int width;
    private final ElementType type;
    private final int rowsPerSlice;

    ContiguousRows(MappedFile file, long address, long rows, int width, ElementType type) {
        this.file = file;
        this.address = address;
        this.rows = rows;
        this.width = width;
        this.type = type;
        this.rowsPerSlice = MappedFile.LARGEST_SLICE / (width * type.bytes());
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int blockRows() {
        return 0;
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        file.reading(() -> {
            for (int done = 0; done < count; done += rowsPerSlice) {
                int part = Math.min(rowsPerSlice, count - done);
                readSlice(firstRow + done, part, into, offset + done * width);
            }
            return null;
        });
    }

    private void readSlice(long firstRow, int count, float[] into, int offset) {
        long rowBytes = (long) width * type.bytes();
        var bytes = file.slice(address + firstRow * rowBytes, (int) (count * rowBytes));
        type.decode(bytes, count * width, into, offset);
    }
}
