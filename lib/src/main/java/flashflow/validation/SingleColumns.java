package flashflow.validation;

import flashflow.data.ColumnFinder;
import flashflow.data.Interruption;
import flashflow.data.Parallel;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Distances of single columns, with bootstrap errors and null values from random halves of the reference. Rows of one event are drawn
 * together.
 */
final class SingleColumns {
    private final Table reference;
    private final Table sample;
    private final ValidationOptions options;
    private final Interruption work;
    private final int[] ofReference;
    private final int[] ofSample;

    SingleColumns(Table reference, Table sample, ValidationOptions options, Interruption work) {
        this.work = work;
        this.reference = reference;
        this.sample = sample;
        this.options = options;
        this.ofReference = MatchedSamples.events(reference, sample);
        this.ofSample = MatchedSamples.events(sample, reference);
    }

    List<Comparison> compare(List<String> names) {
        var found = new Comparison[names.size()][];
        Parallel.forEach(
                names.size(),
                names.size() > 1,
                i -> found[i] = compare(names.get(i), Resampler.of(options.seed() * 1009 + i)));
        return Stream.of(found).flatMap(Stream::of).toList();
    }

    private Comparison[] compare(String name, Resampler draws) {
        var first = EventValues.sorted(reference, name, ofReference);
        var second = EventValues.sorted(sample, name, ofSample);
        double[] a = first.values();
        double[] b = second.values();
        double[][][] resampled =
                pairs(options.bootstraps(), () -> new double[][] {first.bootstrap(draws), second.bootstrap(draws)});
        double[][][] halves = pairs(options.splits(), () -> draws.halvesOfSorted(a));
        return new Comparison[] {
            comparison(name, Validation.W1, Wasserstein::distanceOfSorted, a, b, resampled, halves),
            comparison(name, Validation.KS, KolmogorovSmirnov::distanceOfSorted, a, b, resampled, halves)
        };
    }

    private double[][][] pairs(int count, Supplier<double[][]> pair) {
        double[][][] pairs = new double[count][][];
        for (int i = 0; i < count; i++) {
            work.refuse();
            pairs[i] = pair.get();
        }
        return pairs;
    }

    private Comparison comparison(
            String name,
            String statistic,
            ToDoubleBiFunction<double[], double[]> distance,
            double[] a,
            double[] b,
            double[][][] resampled,
            double[][][] halves) {
        var nulls = Estimate.of(distances(distance, halves));
        return new Comparison(
                name,
                statistic,
                distance.applyAsDouble(a, b),
                Estimate.of(distances(distance, resampled)).error(),
                nulls.value(),
                nulls.error(),
                0);
    }

    private double[] distances(ToDoubleBiFunction<double[], double[]> distance, double[][][] pairs) {
        return Arrays.stream(pairs)
                .mapToDouble(pair -> {
                    work.refuse();
                    return distance.applyAsDouble(pair[0], pair[1]);
                })
                .toArray();
    }

    /**
     * The finite values of one column, sorted, and which of them are of one event.
     *
     * @param values n rising values
     * @param event of each, from 0 to events - 1; empty where each is an event of its own
     * @param events number of events
     */
    private record EventValues(double[] values, int[] event, int events) {
        /** @param ofRow the event of each row of the table */
        static EventValues sorted(Table table, String name, int[] ofRow) {
            double[] all = ColumnFinder.numeric(table, ColumnFinder.in(table).full(name))
                    .asDoubleArray();
            int[] rows = IntStream.range(0, all.length)
                    .filter(row -> Double.isFinite(all[row]))
                    .toArray();
            var numbers = new Int2IntOpenHashMap();
            int[] event =
                    IntStream.of(rows).map(row -> number(numbers, ofRow[row])).toArray();
            if (numbers.size() == rows.length) {
                return new EventValues(
                        IntStream.of(rows).mapToDouble(row -> all[row]).sorted().toArray(), new int[0], rows.length);
            }
            int[] order = IntStream.range(0, rows.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> all[rows[i]]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new EventValues(
                    IntStream.of(order).mapToDouble(i -> all[rows[i]]).toArray(),
                    IntStream.of(order).map(i -> event[i]).toArray(),
                    numbers.size());
        }

        private static int number(Int2IntOpenHashMap numbers, int event) {
            int next = numbers.size();
            int before = numbers.putIfAbsent(event, next);
            // Keys that were not there answer 0, as the first key does.
            return numbers.size() > next ? next : before;
        }

        /** A bootstrap sample of events (Efron 1979), sorted, in linear time: an event comes with all its values. */
        double[] bootstrap(Resampler draws) {
            return event.length == 0 ? draws.bootstrapOfSorted(values) : together(draws.times(events));
        }

        /** Every event has a value, so that there are as many events as are drawn, and no fewer values. */
        private double[] together(int[] times) {
            int size = IntStream.of(event).map(e -> times[e]).sum();
            double[] drawn = new double[size];
            for (int i = 0, at = 0; i < values.length; i++) {
                int often = times[event[i]];
                Arrays.fill(drawn, at, at + often, values[i]);
                at += often;
            }
            return drawn;
        }
    }
}
