package flashflow.data.selection;

import flashflow.data.RowSet;
import flashflow.random.Purpose;
import flashflow.random.SplitMix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Deals rows out to parts, by keys that are spread evenly. */
final class Dealer {
    private final long seedKey;
    private final double[] ends;
    private final RowSet kept;
    private final List<RowSet.Builder> parts;

    /** @param shares of the parts */
    Dealer(double[] shares, long seed, RowSet kept) {
        this.seedKey = Purpose.SPLIT.key(seed);
        this.kept = kept;
        ends = shares.clone();
        Arrays.parallelPrefix(ends, Double::sum);
        // No key lies behind the last part, however the sum was rounded.
        ends[ends.length - 1] = 1;
        parts = Stream.generate(() -> new RowSet.Builder(kept.count()))
                .limit(shares.length)
                .toList();
    }

    /** The key of a whole number, such as a row's index. */
    long key(long number) {
        return SplitMix.key(seedKey, number);
    }

    /** The key of a text. */
    long key(String text) {
        long key = seedKey;
        for (int i = 0; i < text.length(); i++) {
            key = SplitMix.key(key, text.charAt(i));
        }
        return SplitMix.key(key, text.length());
    }

    /** The next row. */
    void deal(long key) {
        double at = SplitMix.open(key);
        int part = 0;
        while (at >= ends[part]) {
            part++;
        }
        for (int p = 0; p < parts.size(); p++) {
            parts.get(p).append(p == part);
        }
    }

    /** The parts, when every row was dealt. */
    List<RowSet> parts() {
        return parts.stream().map(part -> kept.some(part.build())).toList();
    }
}
