package flashflow.toy;

import flashflow.data.RowSource;

/** The rows of a source, walked through in blocks, so that any number of them fits into memory. */
record ToyBlocks(RowSource source) {
    /** Rows of one block. */
    static final int SIZE = 4096;

    /** Receives one block; the array is used again for the next. */
    @FunctionalInterface
    interface Visitor {
        void accept(float[] block, int rows);
    }

    void forEach(Visitor visitor) {
        var block = new float[SIZE * source.layout().width()];
        for (long first = 0; first < source.rowCount(); first += SIZE) {
            int count = (int) Math.min(SIZE, source.rowCount() - first);
            source.read(first, count, block, 0);
            visitor.accept(block, count);
        }
    }

    /** Mean of -log p(x | y) over all rows. */
    double optimalNll(ToyDetector toy) {
        var sum = new double[1];
        forEach((block, count) -> sum[0] += count * toy.optimalNll(block, count));
        return sum[0] / source.rowCount();
    }
}
