package flashflow.spark.summaries;

/**
 * Distances of two distributions between the same edges. Their cumulative shares are known at the edges exactly, so are the integrals
 * of these over each bin, by the mean value in it; what happens within a bin is bounded.
 */
public final class Distance {
    /** Rounding of where values lie in their bins, of the bin's width. */
    private static final double ROUNDING = 0.5 / Histogram.STEPS;

    private final Distribution a;
    private final Distribution b;
    private double atEdges;
    private double anywhere;
    private double areaOfBins;
    private double area;
    private double rounding;

    private Distance(Distribution a, Distribution b) {
        this.a = a;
        this.b = b;
        double before = 0;
        for (int bin = 0; bin < a.shares().length; bin++) {
            before = add(bin, before);
        }
    }

    /** Of two columns of at least one value each. */
    public static Distance of(Distribution a, Distribution b) {
        return new Distance(a, b);
    }

    /** @param before difference of the cumulative shares at the lower end */
    private double add(int bin, double before) {
        double inA = a.shares()[bin];
        double inB = b.shares()[bin];
        double after = before + inA - inB;
        if (inA > 0 || inB > 0) {
            boolean isPoint = a.edges().isPoint(bin);
            double least = isPoint ? Math.min(before, after) : Math.max(before - inB, after - inA);
            double most = isPoint ? Math.max(before, after) : Math.min(before + inA, after + inB);
            atEdges = Math.max(atEdges, Math.abs(after));
            anywhere = Math.max(anywhere, Math.max(most, -least));
            addArea(bin, before, least, most);
        } else {
            double width = width(bin);
            areaOfBins += Math.abs(before) * width;
            area += Math.abs(before) * width;
        }
        return after;
    }

    /** Ends of a bin, within the extremes of both: beyond there is no difference. */
    private double low(int bin) {
        double least = Math.min(a.min(), b.min());
        return bin == 0 ? least : Math.max(least, a.edges().low(bin));
    }

    private double high(int bin) {
        double most = Math.max(a.max(), b.max());
        return bin == a.shares().length - 1 ? most : Math.min(most, a.edges().high(bin));
    }

    /** 0 for a bin that lies beyond. */
    private double width(int bin) {
        return Math.max(0, high(bin) - low(bin));
    }

    /** @param least bound of the difference within the bin, and {@code most} the other one */
    private void addArea(int bin, double before, double least, double most) {
        double width = width(bin);
        double integral = before * width + part(a, bin) - part(b, bin);
        areaOfBins += Math.abs(integral);
        rounding += ROUNDING * fullWidth(bin) * (a.shares()[bin] + b.shares()[bin]);
        boolean oneSign = least >= 0 || most <= 0 || width == 0;
        area += oneSign ? Math.abs(integral) : bound(integral / width, least, most) * width;
    }

    private double fullWidth(int bin) {
        return a.edges().isClosed(bin) ? a.edges().high(bin) - a.edges().low(bin) : 0;
    }

    /** The integral of the share that a bin adds. */
    private double part(Distribution distribution, int bin) {
        double share = distribution.shares()[bin];
        return share == 0 ? 0 : share * (high(bin) - distribution.means()[bin]);
    }

    /** The mean of |d| for a d between two bounds of this mean is largest where d is at a bound everywhere. */
    private static double bound(double mean, double least, double most) {
        double atMost = Math.min(1, Math.max(0, (mean - least) / (most - least)));
        return atMost * most - (1 - atMost) * least;
    }

    /** The Kolmogorov-Smirnov distance, between that at the edges and what the bins may hide. */
    public Distribution.Bounds kolmogorovSmirnov() {
        return new Distribution.Bounds(atEdges, Math.max(atEdges, anywhere));
    }

    /** The Wasserstein-1 distance, between the sum of the integrals' sizes and what the bins may hide. */
    public Distribution.Bounds wasserstein() {
        return new Distribution.Bounds(Math.max(0, areaOfBins - rounding), Math.max(area, areaOfBins) + rounding);
    }

    /** The sum of the integrals' sizes, the best guess of the Wasserstein-1 distance. */
    public double areaOfBins() {
        return areaOfBins;
    }
}
