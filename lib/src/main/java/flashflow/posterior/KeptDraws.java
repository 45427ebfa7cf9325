package flashflow.posterior;

import flashflow.FlashFlowException;
import flashflow.preprocessing.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** The first so many draws that lie in a region, and how many were tried for them. Used by one thread. */
final class KeptDraws {
    /** So many draws in the region tell its share to a fifth. */
    private static final int ENOUGH = 30;

    private static final int FEWEST_TRIED = 50_000;
    private static final double FEW = 0.01;

    private final DrawnTargets draws;
    private final Region region;
    private final double leastAcceptance;
    private int kept;
    private long tried;
    private long nan;

    KeptDraws(Preprocessing preprocessing, int count, Region region, double leastAcceptance) {
        this.draws = new DrawnTargets(preprocessing.layout().targets(), preprocessing.exactTargets(), count);
        this.region = region;
        this.leastAcceptance = leastAcceptance;
    }

    boolean areAll() {
        return kept == draws.rows();
    }

    /** Takes more draws, in the order of their numbers; those after the last that is wanted are not counted. */
    void add(TriedDraws more) {
        for (int i = 0; i < more.inside().length && !areAll(); i++) {
            tried++;
            if (more.inside()[i]) {
                more.drawn().copyRow(i, draws, kept++);
            }
        }
        nan += more.nan();
        refuseHopeless();
    }

    private void refuseHopeless() {
        boolean known = tried >= Math.max(FEWEST_TRIED, ENOUGH / leastAcceptance);
        if (!areAll() && (known && kept < leastAcceptance * tried || tried > Integer.MAX_VALUE - 2 * FEWEST_TRIED)) {
            throw new FlashFlowException(String.format(
                    Locale.ROOT,
                    "Of the first %,d draws %,d lie in the region %s, fewer than the share of %s with which it goes on,"
                            + " and %,d are wanted; widen the region, or lower leastAcceptance and wait.",
                    tried,
                    kept,
                    region,
                    leastAcceptance,
                    draws.rows()));
        }
    }

    long tried() {
        return tried;
    }

    List<String> warnings() {
        var sentences = new ArrayList<String>();
        if (kept < FEW * tried) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Only %,d of %,d draws lie in the region %s, at the model's edge where it has learned from few rows.",
                    kept,
                    tried,
                    region));
        }
        if (nan > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "For %,d draws the region %s was decided by a comparison with NaN; say by isnan(...) what becomes of"
                            + " them.",
                    nan,
                    region));
        }
        return sentences;
    }

    Table table() {
        return draws.table().setName("posterior");
    }
}
