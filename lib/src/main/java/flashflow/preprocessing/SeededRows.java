package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Rows;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import flashflow.random.SplitMix;

/**
 * The noise of a training: a function of (seed, row index, column, place in the chain), so that a row looks the same in every
 * epoch and on every thread.
 */
record SeededRows(RowBlock block, long key) implements Rows {
    static SeededRows of(RowBlock block, long seed, int column, int place) {
        return new SeededRows(block, Purpose.PREPROCESSING.key(seed, column, place));
    }

    @Override
    public double uniform(int i) {
        return SplitMix.open(SplitMix.value(key, block.index(i)));
    }

    @Override
    public double gaussian(int i) {
        return RandomStream.of(SplitMix.key(key, block.index(i))).gaussian();
    }

    @Override
    public double[] raw(String column) {
        return block.raw(column);
    }
}
