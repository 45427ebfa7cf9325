package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * A stretch of raw rows in a row-major array.
 *
 * @param columns names of its columns
 * @param values the array
 * @param start first row in the array
 * @param count number of rows
 * @param first index in the data set of row 0 of the array, where indices is null
 * @param indices index in the data set of each row of the array, or null
 */
record RowBlock(List<String> columns, RawValues values, int start, int count, long first, long[] indices) {
    /**
     * Raw values of rows in a row-major array: of float32, or of float64 where a column needs it.
     *
     * @param floats null where the others are given
     * @param doubles null for float32
     * @param exact which columns are taken in float64; the others are rounded to float32 as ever
     */
    record RawValues(float[] floats, double[] doubles, boolean[] exact) {
        static RawValues of(float[] floats) {
            return new RawValues(floats, null, null);
        }

        int length() {
            return floats == null ? doubles.length : floats.length;
        }

        void copyColumn(int column, int width, int firstRow, int count, double[] into) {
            int at = firstRow * width + column;
            if (floats != null) {
                copy(floats, at, width, count, into);
            } else {
                copy(doubles, exact[column], at, width, count, into);
            }
        }

        private static void copy(float[] from, int start, int width, int count, double[] into) {
            for (int i = 0, at = start; i < count; i++, at += width) {
                into[i] = from[at];
            }
        }

        private static void copy(double[] from, boolean exact, int start, int width, int count, double[] into) {
            for (int i = 0, at = start; i < count; i++, at += width) {
                into[i] = exact ? from[at] : (float) from[at];
            }
        }
    }

    /** Consecutive rows, the first of them number {@code first}. */
    static RowBlock of(List<String> columns, RawValues values, int count, long first) {
        return new RowBlock(columns, values, 0, count, first, null);
    }

    /** Reads some rows of a source, or all, block by block, in order; in float64 where a chain wants it. */
    static void forEach(
            RowSource source, long first, long count, int rows, List<ColumnChain> chains, Consumer<RowBlock> work) {
        new Blocks(count, rows).inOrder((start, here) -> work.accept(read(source, first + start, here, chains)));
    }

    /** Reads rows of a source; in float64 where a chain wants it. */
    static RowBlock read(RowSource source, long first, int count, List<ColumnChain> chains) {
        int values = Math.multiplyExact(count, source.width());
        var columns = source.layout().columns();
        if (chains.stream().anyMatch(ColumnChain::exact)) {
            double[] doubles = new double[values];
            source.readExact(first, count, doubles, 0);
            return of(columns, new RawValues(null, doubles, ColumnChain.exact(chains)), count, first);
        }
        float[] floats = new float[values];
        source.read(first, count, floats, 0);
        return of(columns, RawValues.of(floats), count, first);
    }

    /** Some of the rows, counted from the first of these. */
    RowBlock part(long from, int rows) {
        return new RowBlock(columns, values, start + (int) from, rows, first, indices);
    }

    long index(int i) {
        return indices == null ? first + start + i : indices[start + i];
    }

    double[] raw(String column) {
        int c = columns.indexOf(column);
        if (c < 0) {
            throw new FlashFlowException("A chain asks for the column '" + column
                    + "', which the rows lack; their columns are " + columns + ".");
        }
        double[] into = new double[count];
        copyColumn(c, into);
        return into;
    }

    void copyColumn(int column, double[] into) {
        values.copyColumn(column, columns.size(), start, count, into);
    }
}
