package flashflow.posterior;

import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.Viewable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The region of highest density of one target that holds a share of its draws: the shortest such region, in several intervals
 * where the density has several peaks. A value that many draws have is an interval of length 0.
 *
 * @param target its full name
 * @param share of the draws, between 0 and 1
 * @param intervals rising, apart from each other
 */
public record CredibleRegion(String target, double share, List<Interval> intervals) implements Viewable {
    /** Copies the list. */
    public CredibleRegion {
        intervals = List.copyOf(intervals);
    }

    /** Whether a value lies in it. */
    public boolean contains(double value) {
        return intervals.stream().anyMatch(interval -> interval.contains(value));
    }

    /** Length of all intervals together, in units of the target. */
    public double length() {
        return intervals.stream().mapToDouble(Interval::length).sum();
    }

    @Override
    public String toHtml() {
        return "<p>" + Html.escape(toString()) + "</p>";
    }

    /** As {@code x: 68 % in [0.1, 0.4] or [1.2, 1.3]}. */
    @Override
    public String toString() {
        return intervals.stream()
                .map(CredibleRegion::text)
                .collect(Collectors.joining(" or ", target + ": " + HtmlTable.number(100 * share) + " % in ", ""));
    }

    private static String text(Interval interval) {
        return interval.length() == 0
                ? "{" + HtmlTable.number(interval.low()) + "}"
                : "[" + HtmlTable.number(interval.low()) + ", " + HtmlTable.number(interval.high()) + "]";
    }
}
