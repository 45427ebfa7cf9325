package flashflow.validation.events;

import java.util.Arrays;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Bins of the number of objects, each of so many events of the reference that its error is about Gaussian.
 *
 * @param first least number of each bin, rising from 0; a bin goes up to the next, the last one on and on
 */
record MultiplicityBins(int[] first) {
    private static final int FEWEST = 20;

    static MultiplicityBins of(Table reference) {
        int[] numbers = numbers(reference);
        int most = Arrays.stream(numbers).max().orElse(0);
        int[] events = new int[most + 1];
        Arrays.stream(numbers).forEach(n -> events[n]++);
        var first = IntStream.builder().add(0);
        int inBin = 0;
        int left = numbers.length;
        for (int n = 0; n < most; n++) {
            inBin += events[n];
            left -= events[n];
            if (inBin >= FEWEST && left >= FEWEST) {
                first.add(n + 1);
                inBin = 0;
            }
        }
        return new MultiplicityBins(first.build().toArray());
    }

    private static int[] numbers(Table events) {
        return events.intColumn(EventVariables.NUMBER).asIntArray();
    }

    int count() {
        return first.length;
    }

    private int bin(int number) {
        int place = Arrays.binarySearch(first, number);
        return place >= 0 ? place : -place - 2;
    }

    /**
     * The share of each event's folds in each bin.
     *
     * @param folds of each event, which stand one after the other
     */
    double[][] shares(Table events, int folds) {
        int[] numbers = numbers(events);
        double[][] shares = new double[numbers.length / folds][count()];
        for (int row = 0; row < numbers.length; row++) {
            shares[row / folds][bin(numbers[row])] += 1.0 / folds;
        }
        return shares;
    }

    /** A bin in words. */
    String name(int bin) {
        if (bin == count() - 1) {
            return first[bin] + " or more";
        }
        int last = first[bin + 1] - 1;
        return first[bin] == last ? "" + last : first[bin] + " to " + last;
    }
}
