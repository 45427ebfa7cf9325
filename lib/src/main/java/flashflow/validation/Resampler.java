package flashflow.validation;

import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Random choices of rows, repeatable by their seed. */
final class Resampler {
    private final RandomStream random;

    private Resampler(RandomStream random) {
        this.random = random;
    }

    static Resampler of(long seed) {
        return new Resampler(Purpose.VALIDATION.stream(seed));
    }

    /** As many row indices as there are rows, with repetition: a bootstrap sample (Efron 1979). */
    int[] bootstrap(int rows) {
        return withRepetition(rows, rows);
    }

    int[] withRepetition(int rows, int count) {
        return IntStream.range(0, count).map(i -> random.below(rows)).toArray();
    }

    /** Different row indices in random order. */
    int[] chosen(int rows, int count) {
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        for (int i = 0; i < count; i++) {
            int j = i + random.below(rows - i);
            int kept = all[i];
            all[i] = all[j];
            all[j] = kept;
        }
        return Arrays.copyOf(all, count);
    }

    /** A bootstrap sample of sorted values, sorted, in linear time. */
    double[] bootstrapOfSorted(double[] sorted) {
        int[] times = times(sorted.length);
        double[] drawn = new double[sorted.length];
        for (int i = 0, at = 0; i < sorted.length; i++) {
            Arrays.fill(drawn, at, at + times[i], sorted[i]);
            at += times[i];
        }
        return drawn;
    }

    /** How often each of so many units is in a bootstrap sample of them. */
    int[] times(int units) {
        int[] times = new int[units];
        for (int i = 0; i < units; i++) {
            times[random.below(units)]++;
        }
        return times;
    }

    /** Two random halves of sorted values, sorted: values are dealt out, which keeps their order. */
    double[][] halvesOfSorted(double[] sorted) {
        int half = sorted.length / 2;
        boolean[] first = new boolean[sorted.length];
        for (int i : chosen(sorted.length, half)) {
            first[i] = true;
        }
        double[][] halves = new double[2][];
        for (int h = 0; h < 2; h++) {
            boolean wanted = h == 0;
            halves[h] = IntStream.range(0, sorted.length)
                    .filter(i -> first[i] == wanted)
                    .mapToDouble(i -> sorted[i])
                    .toArray();
        }
        return halves;
    }

    /** A random direction in so many dimensions, of length 1. */
    double[] direction(int dimensions) {
        double[] direction = new double[dimensions];
        double length = 0;
        for (int c = 0; c < dimensions; c++) {
            direction[c] = random.gaussian();
            length += direction[c] * direction[c];
        }
        double scale = 1 / Math.sqrt(length);
        return Arrays.stream(direction).map(x -> x * scale).toArray();
    }

    /** A seed for something that draws by itself. */
    long seed() {
        return random.next();
    }
}
