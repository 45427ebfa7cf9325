package flashflow.storage;

import java.util.List;

/**
 * What a file's header says about one tensor.
 *
 * @param name its name
 * @param type its element type
 * @param shape its sizes, outermost first (row-major); empty for a scalar
 * @param begin offset of its first byte in the data section
 * @param end offset after its last byte in the data section
 */
public record TensorInfo(String name, DataType type, List<Long> shape, long begin, long end) {
    /** Copies the shape. */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    TensorInfo named(String other) {
        return new TensorInfo(other, type, shape, begin, end);
    }

    /** Number of elements; 1 for a scalar, 0 if one of the sizes is 0. */
    public long elements() {
        return (end - begin) / type.bytes();
    }

    /** Number of bytes of data. */
    public long bytes() {
        return end - begin;
    }

    /**
     * Product of a shape times the bytes of an element.
     *
     * @throws ArithmeticException if a size is negative or the product does not fit a long
     */
    static long bytes(DataType type, Iterable<Long> shape) {
        long product = type.bytes();
        for (long size : shape) {
            if (size < 0) {
                throw new ArithmeticException("negative size");
            }
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
