package flashflow.posterior;

import flashflow.validation.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian kernel density whose width the sample chooses, reflected at the ends of the sample: by diffusion (Botev, Grotowski,
 * Kroese, Annals of Statistics 38 (2010) 2916), which unlike a rule of thumb keeps several peaks apart.
 *
 * @param low lower end
 * @param high upper end, above low
 * @param heights density in each of the equal cells between them, per cell
 */
record KernelDensity(double low, double high, double[] heights) {
    private static final int CELLS = 2048;
    /** Amplitude of a wave that no height shows. */
    private static final double NOTHING = 1e-14;

    /** Further out than so many interquartile ranges a tail is left out, as far as the share to leave out allows. */
    private static final double FAR = 50;

    /**
     * Of a sorted sample that is not constant.
     *
     * @param leftOut share of the sample that may be left out at either end, where it lies far out
     */
    static KernelDensity of(double[] sorted, double leftOut) {
        double[] q = Quantiles.of(sorted, leftOut, 0.25, 0.75, 1 - leftOut);
        double reach = FAR * (q[2] - q[1]);
        double low = Math.max(sorted[0], Math.min(q[0], q[1] - reach));
        double high = Math.min(sorted[sorted.length - 1], Math.max(q[3], q[2] + reach));
        double[] shares = shares(sorted, low, high);
        long different = Arrays.stream(sorted).distinct().count();
        double[] waves = cosines(shares);
        double time = DiffusionTime.of(waves, different);
        for (int k = 1; k < CELLS; k++) {
            waves[k] *= Math.exp(-0.5 * square(k * Math.PI) * time);
        }
        return new KernelDensity(low, high, sums(waves));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] shares(double[] values, double low, double high) {
        double[] shares = new double[CELLS];
        for (double x : values) {
            if (x >= low && x <= high) {
                shares[cell(x, low, high)] += 1.0 / values.length;
            }
        }
        return shares;
    }

    private static int cell(double x, double low, double high) {
        return (int) Math.min(CELLS - 1, (x - low) / (high - low) * CELLS);
    }

    /** Discrete cosine transform: the sum of shares times cos(pi k (j + 1/2) / n). */
    private static double[] cosines(double[] shares) {
        double[] waves = new double[CELLS];
        for (int j = 0; j < CELLS; j++) {
            for (int k = 0; shares[j] != 0 && k < CELLS; k++) {
                waves[k] += shares[j] * cosine(k, j);
            }
        }
        return waves;
    }

    /** And back. */
    private static double[] sums(double[] waves) {
        double[] heights = new double[CELLS];
        int last = CELLS - 1;
        while (last > 0 && Math.abs(waves[last]) < NOTHING) {
            last--;
        }
        for (int j = 0; j < CELLS; j++) {
            heights[j] = waves[0];
            for (int k = 1; k <= last; k++) {
                heights[j] += 2 * waves[k] * cosine(k, j);
            }
            heights[j] /= CELLS;
        }
        return heights;
    }

    private static final double[] COSINE = table();

    private static double[] table() {
        double[] cosine = new double[4 * CELLS];
        Arrays.setAll(cosine, i -> Math.cos(Math.PI * i / (2 * CELLS)));
        return cosine;
    }

    /** The number of cells is a power of 2. */
    private static double cosine(int k, int j) {
        return COSINE[k * (2 * j + 1) & (4 * CELLS - 1)];
    }

    /** Density at a place, per cell, linear between the middles of cells; -1 outside. */
    double at(double x) {
        if (!(x >= low && x <= high)) {
            return -1;
        }
        double place = Math.max(0, Math.min((x - low) / (high - low) * CELLS - 0.5, CELLS - 1));
        int left = (int) Math.min(place, CELLS - 2);
        return heights[left] + (place - left) * (heights[left + 1] - heights[left]);
    }

    /** A height as a density in the unit of the values. */
    double perUnit(double height) {
        return height * CELLS / (high - low);
    }

    /** Where the density is at least so high. */
    List<Interval> above(double height) {
        var found = new ArrayList<Interval>();
        double from = low;
        for (int j = 0; j < CELLS; j++) {
            boolean before = j > 0 && heights[j - 1] >= height;
            boolean here = heights[j] >= height;
            if (here && !before) {
                from = j == 0 ? low : crossing(j, height);
            } else if (before && !here) {
                found.add(new Interval(from, crossing(j, height)));
            }
        }
        if (heights[CELLS - 1] >= height) {
            found.add(new Interval(from, high));
        }
        return found;
    }

    /** Between the middles of cell j - 1 and cell j. */
    private double crossing(int j, double height) {
        double t = (height - heights[j - 1]) / (heights[j] - heights[j - 1]);
        return low + (j - 0.5 + t) / CELLS * (high - low);
    }
}
