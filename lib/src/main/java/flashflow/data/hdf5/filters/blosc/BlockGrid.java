package flashflow.data.hdf5.filters.blosc;

import flashflow.data.hdf5.filters.codecs.Span;
import java.util.function.IntToLongFunction;
import java.util.zip.DataFormatException;

/**
 * How Blosc 2 lays an array of several dimensions into a chunk: cut into blocks, one after the other; those at the end stick out.
 * Read from the metalayer of a frame (Blosc, README_B2ND_METALAYER).
 *
 * @param shape elements of the array along each dimension
 * @param block elements of a block along each dimension
 */
record BlockGrid(int[] shape, int[] block) {
    private static final int MOST_DIMENSIONS = 8;

    /** An array of seven: version, number of dimensions, shapes of the array, of a chunk and of a block, and the type. */
    static BlockGrid read(Span layer) throws DataFormatException {
        int dimensions = layer.unsignedByte(2);
        boolean known = layer.unsignedByte(0) >> 4 == 9 && layer.unsignedByte(1) == 0;
        if (!known || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw damaged();
        }
        int[] shape = new int[dimensions];
        int[] block = new int[dimensions];
        int chunks = 4 + 9 * dimensions;
        int blocks = chunks + 1 + 5 * dimensions;
        for (int i = 0; i < dimensions; i++) {
            long whole = layer.bigLong(5 + 9 * i);
            shape[i] = layer.bigInt(chunks + 2 + 5 * i);
            block[i] = layer.bigInt(blocks + 2 + 5 * i);
            if (whole != shape[i] || block[i] < 1 || block[i] > shape[i]) {
                throw damaged();
            }
        }
        return new BlockGrid(shape, block);
    }

    private static DataFormatException damaged() {
        return new DataFormatException("its blosc2 blocks are of another shape than its chunk");
    }

    /** Bytes of all elements. */
    long bytes(int elementBytes) throws DataFormatException {
        return product(i -> shape[i], elementBytes);
    }

    /** Bytes of a block. */
    private long blockBytes(int elementBytes) throws DataFormatException {
        return product(i -> block[i], elementBytes);
    }

    /** Bytes of all blocks. */
    long storedBytes(int elementBytes) throws DataFormatException {
        return product(i -> ((long) shape[i] + block[i] - 1) / block[i] * block[i], elementBytes);
    }

    private long product(IntToLongFunction side, int elementBytes) throws DataFormatException {
        long product = elementBytes;
        for (int i = 0; i < shape.length; i++) {
            product *= side.applyAsLong(i);
            if (product > Integer.MAX_VALUE - 64) {
                throw damaged();
            }
        }
        return product;
    }

    /** Puts all elements in order. */
    void order(Span blocks, Span out, int elementBytes) throws DataFormatException {
        int[] first = new int[shape.length];
        int blockBytes = (int) blockBytes(elementBytes);
        for (int from = 0; from < blocks.length(); from += blockBytes) {
            copy(blocks, from, out, 0, first, 0, elementBytes);
            advance(first);
        }
    }

    /** To the first element of the next block. */
    private void advance(int[] first) {
        int dimension = shape.length - 1;
        first[dimension] += block[dimension];
        while (dimension > 0 && first[dimension] >= shape[dimension]) {
            first[dimension--] = 0;
            first[dimension] += block[dimension];
        }
    }

    /**
     * Copies what one block holds along a dimension and those behind it.
     *
     * @param from place in the blocks
     * @param row number of the row of {@code dimension} in the array, counted over the dimensions before it
     */
    private void copy(Span blocks, int from, Span out, int row, int[] first, int dimension, int elementBytes)
            throws DataFormatException {
        int count = Math.min(block[dimension], shape[dimension] - first[dimension]);
        int element = row * shape[dimension] + first[dimension];
        if (dimension == shape.length - 1) {
            blocks.part(from, count * elementBytes).copyTo(out.part(element * elementBytes, count * elementBytes));
            return;
        }
        int step = elementBytes;
        for (int i = dimension + 1; i < shape.length; i++) {
            step *= block[i];
        }
        for (int i = 0; i < count; i++) {
            copy(blocks, from + i * step, out, element + i, first, dimension + 1, elementBytes);
        }
    }
}
