package flashflow.spark.summaries;

import flashflow.random.SplitMix;
import flashflow.spark.rows.RowChoice;
import java.io.Serializable;
import java.util.List;

/**
 * What is to be found out about a sample.
 *
 * @param edges of each column
 * @param scales of the products; null for no products
 * @param profiles targets in bins of a context column
 * @param halves 2 where the halves of the sample are told apart, else 1
 * @param key of the hash that assigns rows to groups, of which the first half is a half
 * @param chosen rows that are kept as they are
 */
public record SummaryPlan(
        List<Edges> edges, Scales scales, List<Profile> profiles, int halves, long key, RowChoice chosen)
        implements Serializable {
    int width() {
        return edges.size();
    }

    int group(long number) {
        return Products.group(SplitMix.value(key, number));
    }

    int half(int group) {
        return halves == 1 ? 0 : group / (Products.GROUPS / 2);
    }
}
