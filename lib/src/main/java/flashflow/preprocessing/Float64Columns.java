package flashflow.preprocessing;

import flashflow.data.Float32Losses;
import flashflow.data.Moments;
import flashflow.data.RowSource;
import flashflow.preprocessing.transforms.Affine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns whose values float32 does not tell apart, or not hold: they go through their chains in float64, and what comes out is
 * near zero, where float32 tells them apart.
 */
final class Float64Columns {
    /** The error of rounding that a column can stand, of its range. */
    private static final double ERROR = 1e-6;

    /** Half the distance of two floats, relative to them. */
    private static final double ROUNDING = 0x1p-24;

    /** Powers of two of a range that needs no scale. */
    private static final int USUAL_EXPONENT = 60;

    private static final int LEAST_EXPONENT = -1000;

    private Float64Columns() {}

    /** The chains, those taken in float64 from now on that lose something in these rows. */
    static List<ColumnChain> marked(List<ColumnChain> chains, RowSource rows) {
        if (rows.fitsFloat32()) {
            return chains;
        }
        var lossy = Float32Losses.of(rows).columns();
        return chains.stream()
                .map(chain -> lossy.contains(chain.name()) ? chain.inFloat64() : chain)
                .toList();
    }

    /**
     * The chains, with a shift and a scale at the end of those that need it: (x - offset) / scale, the offset near the mean with few
     * digits, the scale a power of two, so that nothing is rounded by them. A standardisation does the same.
     *
     * @param moments of what comes out of the chains, or reaches their standardisation
     */
    static List<ColumnChain> shifted(List<ColumnChain> chains, List<Moments> moments) {
        return IntStream.range(0, chains.size())
                .mapToObj(c -> needsShift(chains.get(c), moments.get(c))
                        ? chains.get(c).plus(shift(moments.get(c)))
                        : chains.get(c))
                .toList();
    }

    private static boolean needsShift(ColumnChain chain, Moments seen) {
        if (!chain.exact() || chain.expansion() != null || !chain.isFitted() || seen.isConstant()) {
            return false;
        }
        double largest = Math.max(-seen.min(), seen.max());
        return scale(seen) != 1 || largest * ROUNDING > ERROR * (seen.max() - seen.min());
    }

    private static Affine shift(Moments seen) {
        double scale = scale(seen);
        double step = Math.scalb(1.0, exponent(seen));
        double offset = Math.rint(seen.mean() / step) * step;
        return new Affine(1 / scale, -offset / scale);
    }

    private static double scale(Moments seen) {
        int exponent = exponent(seen);
        return Math.abs(exponent) <= USUAL_EXPONENT ? 1 : Math.scalb(1.0, exponent);
    }

    /** Of the range of the values. */
    private static int exponent(Moments seen) {
        return Math.max(LEAST_EXPONENT, Math.getExponent(seen.max() / 2 - seen.min() / 2) + 1);
    }

    /** Names of those of some chains that are taken in float64. */
    static List<String> names(List<ColumnChain> chains) {
        var names = new ArrayList<String>();
        chains.stream().filter(ColumnChain::exact).forEach(chain -> names.add(chain.name()));
        return List.copyOf(names);
    }
}
