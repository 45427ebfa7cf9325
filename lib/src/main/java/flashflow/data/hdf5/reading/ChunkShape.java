package flashflow.data.hdf5.reading;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a dataset is cut into chunks. Rows lie along the first dimension; what the other dimensions hold of a row are its
 * columns, of which the last dimension changes fastest.
 */
final class ChunkShape {
    private final long rows;
    private final List<Integer> sides;
    private final int chunkRows;
    private final List<Integer> chunkSides;
    private final int values;
    private final int columns;
    private final int chunkColumns;
    private final int gridColumns;

    /**
     * A shape.
     *
     * @param rows rows of the dataset
     * @param sides extent of the dataset along the other dimensions, in elements; empty where there is one dimension
     * @param chunkRows rows of a chunk
     * @param chunkSides extent of a chunk along the other dimensions
     * @param values floats that an element becomes
     */
    ChunkShape(long rows, List<Integer> sides, int chunkRows, List<Integer> chunkSides, int values) {
        this.rows = rows;
        this.sides = sides;
        this.chunkRows = chunkRows;
        this.chunkSides = chunkSides;
        this.values = values;
        this.columns = product(sides) * values;
        this.chunkColumns = product(chunkSides) * values;
        this.gridColumns = product(
                IntStream.range(0, sides.size()).mapToObj(this::gridSide).toList());
    }

    private static int product(List<Integer> sides) {
        return sides.stream().reduce(1, (a, b) -> a * b);
    }

    long rows() {
        return rows;
    }

    int chunkRows() {
        return chunkRows;
    }

    List<Integer> chunkSides() {
        return chunkSides;
    }

    /** Floats that an element becomes. */
    int values() {
        return values;
    }

    long gridRows() {
        return (rows + chunkRows - 1) / chunkRows;
    }

    /** Chunks of one row. */
    int gridColumns() {
        return gridColumns;
    }

    /** Chunks along one of the other dimensions. */
    int gridSide(int i) {
        return (sides.get(i) + chunkSides.get(i) - 1) / chunkSides.get(i);
    }

    /** Floats of a row of the dataset. */
    int columns() {
        return columns;
    }

    /** Floats of a row of a chunk. */
    int chunkColumns() {
        return chunkColumns;
    }

    /** Elements of a chunk. */
    long chunkElements() {
        return (long) chunkRows * (chunkColumns / values);
    }

    /** Whether a chunk holds whole rows of the dataset. */
    boolean isOfWholeRows() {
        return sides.equals(chunkSides);
    }

    /** Receives stretches of a chunk's row that lie together in the dataset's row, too. */
    @FunctionalInterface
    interface Stretch {
        /**
         * One stretch.
         *
         * @param source first float in the chunk's row
         * @param target first float in the dataset's row
         * @param count floats
         */
        void at(int source, int target, int count);
    }

    /** Calls back with what the chunks of a column of the grid hold of a row; what sticks out of the dataset is left out. */
    void stretches(int gridColumn, Stretch stretch) {
        stretches(sides.size(), gridColumn, stretch, 0, 0, 0);
    }

    /** Walks along dimension i, where those before it have brought the places so far. */
    private void stretches(int rank, int gridColumn, Stretch stretch, int i, int source, int target) {
        if (i == rank) {
            stretch.at(source * values, target * values, values);
            return;
        }
        int below = 1;
        for (int j = i + 1; j < rank; j++) {
            below *= gridSide(j);
        }
        int side = chunkSides.get(i);
        int first = gridColumn / below % gridSide(i) * side;
        int count = Math.min(side, sides.get(i) - first);
        if (i == rank - 1) {
            stretch.at((source * side) * values, (target * sides.get(i) + first) * values, count * values);
            return;
        }
        for (int k = 0; k < count; k++) {
            stretches(rank, gridColumn, stretch, i + 1, source * side + k, target * sides.get(i) + first + k);
        }
    }

    /** The first column of a row that the chunks of a column of the grid hold. */
    int firstColumn(int gridColumn) {
        int[] first = {Integer.MAX_VALUE};
        stretches(gridColumn, (source, target, count) -> first[0] = Math.min(first[0], target));
        return first[0];
    }

    /** Whether a chunk of this column of the grid sticks out of the dataset. */
    boolean sticksOut(int gridColumn) {
        int left = gridColumn;
        for (int i = sides.size() - 1; i >= 0; i--) {
            int place = left % gridSide(i);
            left /= gridSide(i);
            if ((place + 1L) * chunkSides.get(i) > sides.get(i)) {
                return true;
            }
        }
        return false;
    }
}
