package flashflow.spark.validation;

import flashflow.FlashFlowException;
import flashflow.random.Purpose;
import flashflow.spark.summaries.Distribution;
import flashflow.spark.summaries.Edges;
import flashflow.spark.summaries.Histogram;
import flashflow.spark.summaries.Profile;
import flashflow.spark.summaries.ProfileSummary;
import flashflow.validation.ConditionalCheck;
import flashflow.validation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A target of two samples in bins of a context column. */
final class ProfileComparison {
    private static final long DRAWS = 5;
    private static final double[] QUANTILES = {0.05, 0.5, 0.95};

    private final SummaryPair pair;
    private final Profile profile;
    private final ProfileSummary reference;
    private final ProfileSummary sample;
    private final Edges edges;
    private final int number;
    private final List<String> warnings = new ArrayList<>();
    private double uncertain;

    ProfileComparison(SummaryPair pair, Profile profile, int number) {
        this.pair = pair;
        this.profile = profile;
        this.number = number;
        this.reference = pair.reference().profile(number);
        this.sample = pair.sample().profile(number);
        this.edges = pair.edges().get(profile.target());
    }

    ConditionalCheck check() {
        String context = pair.names().get(profile.context());
        var bins = new ArrayList<ConditionalCheck.InBin>();
        for (int b = 0; b < profile.bins(); b++) {
            add(b, context, bins);
        }
        if (bins.isEmpty()) {
            throw new FlashFlowException("No bin of '" + context + "' has " + ConditionalCheck.FEWEST_ROWS
                    + " rows of both samples; use wider bins inside the range of the context.");
        }
        warnAboutOutside("reference", reference, context);
        warnAboutOutside("sample", sample, context);
        warnings.add(String.format(
                Locale.ROOT,
                "Quantiles are of histograms of all rows, and each is off by %.2g at most; means and RMS are exact.",
                uncertain));
        return ConditionalCheck.of(pair.names().get(profile.target()), context, bins, warnings);
    }

    private void warnAboutOutside(String which, ProfileSummary summary, String context) {
        if (summary.outside() > 0) {
            warnings.add(summary.outside() + " rows of the " + which + " lie outside the bins of '" + context + "'.");
        }
    }

    private void add(int b, String context, List<ConditionalCheck.InBin> bins) {
        var ofReference = reference.bin(b);
        var ofSample = sample.bin(b);
        long m = ofReference.moments().count();
        long n = ofSample.moments().count();
        if (Math.min(m, n) < ConditionalCheck.FEWEST_ROWS) {
            warnings.add(
                    "Bin [" + profile.edges()[b] + ", " + profile.edges()[b + 1] + "] of '" + context + "' has " + m
                            + " rows of the reference and " + n + " of the sample and is left out; it needs "
                            + ConditionalCheck.FEWEST_ROWS + " of each.");
        } else {
            bins.add(inBin(b, ofReference, ofSample));
        }
    }

    private ConditionalCheck.InBin inBin(int b, Histogram ofReference, Histogram ofSample) {
        var x = ofReference.distribution(edges);
        var y = ofSample.distribution(edges);
        for (double p : QUANTILES) {
            uncertain = Math.max(uncertain, Math.max(width(x, p), width(y, p)));
        }
        return new ConditionalCheck.InBin(
                profile.edges()[b],
                profile.edges()[b + 1],
                x.count(),
                y.count(),
                statistics(ofReference),
                statistics(ofSample),
                errors(b, x, y),
                difference(statistics(reference.bin(b, 0)), statistics(reference.bin(b, 1))));
    }

    private static double width(Distribution distribution, double p) {
        return distribution.quantileBounds(p).width();
    }

    private double[] statistics(Histogram histogram) {
        var moments = histogram.moments();
        return statistics(moments.mean(), moments.deviation(), histogram.distribution(edges));
    }

    private static double[] statistics(double mean, double rms, Distribution distribution) {
        return new double[] {
            mean,
            rms,
            distribution.quantile(QUANTILES[0]),
            distribution.quantile(QUANTILES[1]),
            distribution.quantile(QUANTILES[2])
        };
    }

    private static double[] difference(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> b[i] - a[i]).toArray();
    }

    private double[] errors(int b, Distribution x, Distribution y) {
        double[][] drawn = IntStream.range(0, pair.options().bootstraps())
                .mapToObj(i -> {
                    long draw = (long) number << 48 | (long) b << 32 | i;
                    var random = Purpose.VALIDATION.stream(pair.options().seed(), DRAWS, draw);
                    var first = x.drawn(random);
                    var second = y.drawn(random);
                    return difference(
                            statistics(first.mean(), first.rms(), first),
                            statistics(second.mean(), second.rms(), second));
                })
                .toArray(double[][]::new);
        return IntStream.range(0, drawn[0].length)
                .mapToDouble(s -> Estimate.of(IntStream.range(0, drawn.length)
                                .mapToDouble(i -> drawn[i][s])
                                .toArray())
                        .error())
                .toArray();
    }
}
