package flashflow.data.hdf5.columns;

import flashflow.data.Parallel;
import flashflow.data.Pool;
import flashflow.data.hdf5.columns.ColumnReader.Opened;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Brings columns of several datasets into rows. Each dataset is read for some thousand rows at a time into memory that stays in
 * the processor's cache, from which the rows are put together; several processors work on different rows, or on different columns
 * where these have to be decoded.
 */
final class FloatColumns {
    /** Floats of all columns that are put together at a time: 1 MB. */
    private static final int FLOATS_AT_ONCE = 1 << 18;

    private static final int LEAST_ROWS = 1 << 10;

    /** Rows whose cache lines stay near while column after column is written to them. */
    private static final int TILE = 64;

    /** Below this many values a second thread costs more than it brings. */
    private static final int PARALLEL_FROM = 1 << 17;

    /**
     * One dataset.
     *
     * @param opened its rows, and where in them the columns lie
     * @param to first float of each column in the rows that are put together
     */
    private record Part(Opened opened, int... to) {
        int width() {
            return opened.rows().width();
        }

        int blockRows() {
            return opened.rows().blockRows();
        }
    }

    private final List<Part> parts;
    private final int values;
    private final int width;
    private final int blockRows;
    private final Pool<float[][]> scratch;

    /** Whether each dataset is one column, and they come in their order in the rows. */
    private final boolean alone;

    private FloatColumns(List<Part> parts, int values, int width) {
        this.parts = parts;
        this.values = values;
        this.width = width;
        this.blockRows = parts.stream().mapToInt(Part::blockRows).max().orElse(0);
        this.alone = values == 1 && parts.size() == width && parts.stream().allMatch(part -> part.width() == 1);
        this.scratch = Pool.ofThreads(() -> new float[parts.size()][0]);
    }

    /**
     * Columns side by side.
     *
     * @param values floats that each of them takes
     * @param open how columns of one dataset are opened
     */
    static FloatColumns of(List<StoredColumn> columns, int values, Function<List<StoredColumn>, Opened> open) {
        var places = new LinkedHashMap<Object, List<Integer>>();
        for (int i = 0; i < columns.size(); i++) {
            places.computeIfAbsent(columns.get(i).source(), source -> new ArrayList<>())
                    .add(i);
        }
        var parts = places.values().stream()
                .map(found -> new Part(
                        open.apply(found.stream().map(columns::get).toList()),
                        found.stream().mapToInt(i -> i * values).toArray()))
                .toList();
        return new FloatColumns(parts, values, columns.size() * values);
    }

    int blockRows() {
        return blockRows;
    }

    /** Bytes of the chunks that rows of all columns need together. */
    long chunkBytes() {
        return parts.stream()
                .mapToLong(part -> 4L * part.blockRows() * part.width())
                .sum();
    }

    /** Blocks end where chunks do, so that each chunk is decoded once. */
    private int rowsAtOnce() {
        int rows = Math.max(LEAST_ROWS, FLOATS_AT_ONCE / width);
        return blockRows == 0 ? rows : blockRows * Math.max(1, rows / blockRows);
    }

    void read(long firstRow, int count, float[] into, int offset) {
        int size = rowsAtOnce();
        long firstBlock = firstRow / size;
        int blocks = count == 0 ? 0 : (int) ((firstRow + count - 1) / size - firstBlock + 1);
        boolean many = (long) count * width >= PARALLEL_FROM;
        boolean byColumns = blockRows > 0 && parts.size() > blocks;
        Parallel.forEach(blocks, many && !byColumns, i -> {
            long from = Math.max(firstRow, (firstBlock + i) * size);
            long to = Math.min(firstRow + count, (firstBlock + i + 1) * size);
            readBlock(from, (int) (to - from), into, offset + (int) (from - firstRow) * width, many && byColumns);
        });
    }

    /** @param byColumns whether several processors decode different columns, which they share more evenly than few blocks */
    private void readBlock(long firstRow, int count, float[] into, int offset, boolean byColumns) {
        float[][] columns = scratch.take();
        Parallel.forEach(columns.length, byColumns, p -> {
            int needed = Math.multiplyExact(count, parts.get(p).width());
            columns[p] = columns[p].length < needed ? new float[needed] : columns[p];
            parts.get(p).opened().rows().read(firstRow, count, columns[p], 0);
        });
        int tiles = (count + TILE - 1) / TILE;
        Parallel.forEach(tiles, byColumns, tile -> {
            int row = tile * TILE;
            put(columns, row, Math.min(TILE, count - row), into, offset + row * width);
        });
        scratch.give(columns);
    }

    private void put(float[][] columns, int firstRow, int count, float[] into, int offset) {
        int grouped = alone ? columns.length & -4 : 0;
        for (int p = 0; p < grouped; p += 4) {
            putFour(columns, p, firstRow, count, into, offset + p, width);
        }
        for (int p = grouped; p < columns.length; p++) {
            put(parts.get(p), columns[p], firstRow, count, into, offset);
        }
    }

    /** Columns that lie side by side in the rows: one after the other would go through the rows four times. */
    private static void putFour(
            float[][] columns, int p, int firstRow, int count, float[] into, int offset, int width) {
        float[] first = columns[p];
        float[] second = columns[p + 1];
        float[] third = columns[p + 2];
        float[] fourth = columns[p + 3];
        for (int i = firstRow, to = offset; i < firstRow + count; i++, to += width) {
            into[to] = first[i];
            into[to + 1] = second[i];
            into[to + 2] = third[i];
            into[to + 3] = fourth[i];
        }
    }

    private void put(Part part, float[] source, int firstRow, int count, float[] into, int offset) {
        int step = part.width();
        for (int j = 0; j < part.to().length; j++) {
            for (int v = 0; v < values; v++) {
                int from = firstRow * step + part.opened().places()[j] + v;
                int to = offset + part.to()[j] + v;
                for (int i = 0; i < count; i++, from += step, to += width) {
                    into[to] = source[from];
                }
            }
        }
    }
}
