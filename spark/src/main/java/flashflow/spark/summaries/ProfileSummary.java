package flashflow.spark.summaries;

import flashflow.validation.Bins;
import java.io.Serializable;
import java.util.List;

/** A target of a sample in bins of a context column, over the rows in which both are finite. */
public final class ProfileSummary implements Serializable {
    private static final long serialVersionUID = 1;

    private final Profile profile;
    private final Histogram[][] bins;
    private long outside;

    ProfileSummary(Profile profile, Edges target, int halves) {
        this.profile = profile;
        this.bins = new Histogram[halves][profile.bins()];
        for (Histogram[] half : bins) {
            for (int bin = 0; bin < half.length; bin++) {
                half[bin] = new Histogram(target);
            }
        }
    }

    void add(List<Edges> edges, double[] values, int width, int[] halves) {
        int[] bin = bins(values, width, halves.length);
        double[] targets = new double[halves.length];
        for (int half = 0; half < bins.length; half++) {
            for (int b = 0; b < profile.bins(); b++) {
                int n = 0;
                for (int i = 0; i < halves.length; i++) {
                    if (halves[i] == half && bin[i] == b) {
                        targets[n++] = values[i * width + profile.target()];
                    }
                }
                bins[half][b].add(edges.get(profile.target()), targets, n);
            }
        }
    }

    private int[] bins(double[] values, int width, int count) {
        var context = Bins.of(profile.edges());
        int[] bin = new int[count];
        for (int i = 0; i < count; i++) {
            double x = values[i * width + profile.context()];
            bin[i] = context.bin(x);
            boolean finite = Double.isFinite(x) && Double.isFinite(values[i * width + profile.target()]);
            outside += finite && bin[i] < 0 ? 1 : 0;
        }
        return bin;
    }

    void add(ProfileSummary other) {
        outside += other.outside;
        for (int half = 0; half < bins.length; half++) {
            for (int b = 0; b < profile.bins(); b++) {
                bins[half][b].add(other.bins[half][b]);
            }
        }
    }

    /** The target in a bin, both halves of it. */
    public Histogram bin(int b) {
        return bins.length == 1 ? bins[0][b] : bins[0][b].plus(bins[1][b]);
    }

    /** The target in a bin in one half. */
    public Histogram bin(int b, int half) {
        return bins[half][b];
    }

    /** Rows whose context lies in no bin. */
    public long outside() {
        return outside;
    }
}
