package flashflow.plots.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a figure larger or smaller along one axis: the panels are stretched, and what is between and around them (numbers,
 * titles, gaps) stays as it is.
 *
 * @param spans the parts of the axis in which there are panels, rising and apart
 * @param factor of the stretching
 */
record Stretch(List<double[]> spans, double factor) {
    /**
     * One that makes the whole longer.
     *
     * @param ends beginning and end of each panel
     * @param longer by so much; shorter if negative
     */
    static Stretch of(List<double[]> ends, double longer) {
        var spans = union(ends);
        double covered = spans.stream().mapToDouble(span -> span[1] - span[0]).sum();
        return new Stretch(spans, (covered + longer) / covered);
    }

    private static List<double[]> union(List<double[]> ends) {
        var spans = new ArrayList<double[]>();
        ends.stream().sorted(Comparator.comparingDouble(span -> span[0])).forEach(span -> {
            double[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && span[0] <= last[1]) {
                last[1] = Math.max(last[1], span[1]);
            } else {
                spans.add(span.clone());
            }
        });
        return spans;
    }

    Stretch times(double other) {
        return new Stretch(spans, factor * other);
    }

    /** Where a place comes to lie. */
    double at(double place) {
        double before = spans.stream()
                .mapToDouble(span -> Math.max(0, Math.min(place, span[1]) - span[0]))
                .sum();
        return place + (factor - 1) * before;
    }
}
