package flashflow.validation;

import flashflow.data.Interruption;
import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The events of two samples, where rows of both were made from the same context: such rows agree in all context columns to
 * the last bit. Nobody says which columns are context, so those are taken in which rows of the samples agree, and agree
 * together.
 *
 * @param ofReference the event of each row of the reference
 * @param ofSample the event of each row of the sample
 */
record SharedContext(int[] ofReference, int[] ofSample) {
    /** Fewer values are those of a class or a small count. */
    private static final int FEWEST_VALUES = 30;
    /** A smaller share of common values comes by chance, as rounded numbers have it. */
    private static final double LEAST_SHARE = 0.1;
    /** A further column of the context leaves the share as it was, but for what came by chance. */
    private static final double KEPT = 0.9;

    /** Hashes of the values of some columns in all rows of both samples, and how the samples share them. */
    private record Keys(long[] reference, long[] sample, Occurrences inReference, Occurrences inSample) {
        static Keys of(long[] reference, long[] sample) {
            return new Keys(reference, sample, Occurrences.of(reference), Occurrences.of(sample));
        }

        /** Of no column: all rows are alike. */
        static Keys none(Observations reference, Observations sample) {
            return of(new long[reference.size()], new long[sample.size()]);
        }

        Keys and(Observations a, Observations b, int column) {
            return of(hashed(reference, a.columns()[column]), hashed(sample, b.columns()[column]));
        }

        private static long[] hashed(long[] keys, double[] values) {
            long[] hashed = new long[keys.length];
            // 0.0 added: zeros of both signs are one value.
            Arrays.setAll(
                    hashed, i -> HashCommon.murmurHash3(31 * keys[i] + Double.doubleToLongBits(values[i] + 0.0) + 1));
            return hashed;
        }

        /** The larger of the shares of rows whose values the other sample has too. */
        double share() {
            return Math.max(inReference.share(sample), inSample.share(reference));
        }

        int values() {
            return inReference.times().size();
        }

        /**
         * Whether the values are those of events. Values that two samples have in common by chance, since there are few of
         * them, come now once and now several times: a share s of rows with common values goes with a variance of about s / 2
         * of the mean number of times. Copied rows come equally often.
         */
        boolean areEvents() {
            return values() >= FEWEST_VALUES
                    && (inReference.share(sample) >= LEAST_SHARE
                                    && inReference.dispersion() < inReference.share(sample) / 5
                            || inSample.share(reference) >= LEAST_SHARE
                                    && inSample.dispersion() < inSample.share(reference) / 5);
        }
    }

    /** How often each key occurs in a sample. */
    private record Occurrences(Long2IntOpenHashMap times) {
        static Occurrences of(long[] keys) {
            var times = new Long2IntOpenHashMap(keys.length);
            for (long key : keys) {
                times.addTo(key, 1);
            }
            return new Occurrences(times);
        }

        double share(long[] keys) {
            return Arrays.stream(keys).filter(times::containsKey).count() / (double) keys.length;
        }

        /** Variance of the numbers of times, divided by their mean. */
        double dispersion() {
            double mean = times.values().intStream().average().orElseThrow();
            double square = times.values()
                    .intStream()
                    .mapToDouble(n -> (n - mean) * (n - mean))
                    .average()
                    .orElseThrow();
            return square / mean;
        }
    }

    /** Empty if the samples have no rows of the same context, or the columns hold no context. */
    static Optional<SharedContext> of(Observations reference, Observations sample, Interruption work) {
        var shares = new double[reference.width()];
        var values = new double[reference.width()];
        work.each(reference.width(), c -> {
            var keys = Keys.none(reference, sample).and(reference, sample, c);
            shares[c] = keys.share();
            return values[c] = keys.values();
        });
        // Context columns that are all shared come first one way, those that many numbers tell apart the other.
        var byShare = Comparator.<Integer>comparingDouble(c -> -shares[c]).thenComparing(c -> -values[c]);
        var byValues = Comparator.<Integer>comparingDouble(c -> -shares[c] * values[c]);
        return Stream.of(byShare, byValues)
                .map(order -> together(reference, sample, candidates(shares, order), work))
                .flatMap(Optional::stream)
                .findFirst()
                .map(SharedContext::numbered);
    }

    private static List<Integer> candidates(double[] shares, Comparator<Integer> order) {
        return IntStream.range(0, shares.length)
                .filter(c -> shares[c] >= LEAST_SHARE)
                .boxed()
                .sorted(order)
                .toList();
    }

    /** The values of as many columns, taken in this order, as tell events; empty if they do not. */
    private static Optional<Keys> together(Observations a, Observations b, List<Integer> columns, Interruption work) {
        Keys kept = Keys.none(a, b);
        for (int column : columns) {
            work.refuse();
            var next = kept.and(a, b, column);
            kept = next.share() >= KEPT * kept.share() ? next : kept;
            if (kept.areEvents()) {
                return Optional.of(kept);
            }
        }
        return Optional.empty();
    }

    private static SharedContext numbered(Keys keys) {
        var numbers = new Long2IntOpenHashMap();
        int[] first = Arrays.stream(keys.reference())
                .mapToInt(key -> number(numbers, key))
                .toArray();
        return new SharedContext(
                first,
                Arrays.stream(keys.sample())
                        .mapToInt(key -> number(numbers, key))
                        .toArray());
    }

    private static int number(Long2IntOpenHashMap numbers, long key) {
        int next = numbers.size();
        int before = numbers.putIfAbsent(key, next);
        // Keys that were not there answer 0, as the first key does.
        return numbers.size() > next ? next : before;
    }
}
