package flashflow.data.selection;

import flashflow.data.RowSet;
import flashflow.random.Purpose;
import flashflow.random.SplitMix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deals rows out to parts, by keys that are spread evenly. Of few rows a part may get none by chance; then the keys are dealt out by
 * their order, so that each part gets its share, and one key at least.
 */
final class Dealer {
    /** Of more rows no part that anybody wants is empty. */
    private static final int FEW = 4096;

    /** Of a row, on the mean; who wants less of so few rows is mistaken. */
    private static final double SOME = 0.05;

    private final long seedKey;
    private final double[] ends;
    private final RowSet kept;
    private final List<RowSet.Builder> parts;
    /** The keys of all rows, where these are few. */
    private final long[] keys;

    private int dealt;

    /** @param shares of the parts */
    Dealer(double[] shares, long seed, RowSet kept) {
        this.seedKey = Purpose.SPLIT.key(seed);
        this.kept = kept;
        ends = shares.clone();
        Arrays.parallelPrefix(ends, Double::sum);
        // No key lies behind the last part, however the sum was rounded.
        ends[ends.length - 1] = 1;
        parts = builders(kept, shares.length);
        keys = new long[kept.count() <= FEW ? (int) kept.count() : 0];
    }

    private static List<RowSet.Builder> builders(RowSet kept, int count) {
        return Stream.generate(() -> new RowSet.Builder(kept.count()))
                .limit(count)
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
        if (keys.length > 0) {
            keys[dealt++] = key;
        }
        append(parts, part(SplitMix.open(key)));
    }

    private int part(double at) {
        int part = 0;
        while (at >= ends[part]) {
            part++;
        }
        return part;
    }

    private static void append(List<RowSet.Builder> to, int part) {
        for (int p = 0; p < to.size(); p++) {
            to.get(p).append(p == part);
        }
    }

    /** The parts, when every row was dealt. */
    List<RowSet> parts() {
        var sets = parts.stream().map(RowSet.Builder::build).toList();
        boolean empty = sets.stream().anyMatch(set -> set.count() == 0);
        return (empty ? byOrder().orElse(sets) : sets).stream().map(kept::some).toList();
    }

    /** Empty where there are more rows than few, fewer keys than parts, or a part that was to have next to none. */
    private Optional<List<RowSet>> byOrder() {
        long[] order = Arrays.stream(keys).sorted().distinct().toArray();
        if (order.length < ends.length || smallest() * order.length < SOME) {
            return Optional.empty();
        }
        var builders = builders(kept, ends.length);
        int[] behind = behind(order.length);
        for (long key : keys) {
            int place = Arrays.binarySearch(order, key);
            int part = 0;
            while (place >= behind[part]) {
                part++;
            }
            append(builders, part);
        }
        return Optional.of(builders.stream().map(RowSet.Builder::build).toList());
    }

    private double smallest() {
        return IntStream.range(0, ends.length)
                .mapToDouble(p -> ends[p] - (p == 0 ? 0 : ends[p - 1]))
                .min()
                .orElseThrow();
    }

    /** Where each part's keys end in their order. */
    private int[] behind(int count) {
        int[] behind = new int[ends.length];
        for (int p = 0; p < ends.length; p++) {
            int least = (p == 0 ? 0 : behind[p - 1]) + 1;
            int most = count - (ends.length - 1 - p);
            behind[p] = Math.min(most, Math.max(least, (int) Math.round(ends[p] * count)));
        }
        return behind;
    }
}
