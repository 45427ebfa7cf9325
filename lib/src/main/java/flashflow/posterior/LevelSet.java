package flashflow.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a density is above a level, without what the number of draws does not show: a gap counts only where there are clearly fewer
 * draws than the level says, and a peak where there are clearly more.
 */
final class LevelSet {
    /** Standard deviations of the number of draws. */
    private static final double CLEARLY = 3;

    private final double[] sorted;
    private final double[] heights;
    private final KernelDensity density;

    /**
     * Of the density of draws.
     *
     * @param sorted draws, rising
     */
    LevelSet(double[] sorted, KernelDensity density) {
        this.sorted = sorted;
        this.density = density;
        this.heights = Arrays.stream(sorted).map(density::at).toArray();
    }

    /** Consecutive draws. */
    private record Run(int from, int to) {
        int size() {
            return to - from;
        }
    }

    /** The set that holds the share of the draws, each part from a draw to a draw. */
    List<Interval> holding(double share) {
        int wanted = (int) Math.ceil(share * sorted.length);
        return trimmed(smallest(wanted), wanted).stream()
                .map(run -> new Interval(sorted[run.from()], sorted[run.to() - 1]))
                .toList();
    }

    /** Of the level that as many draws are above, or a lower one where the set of that has lost too many peaks. */
    private List<Run> smallest(int wanted) {
        double[] levels = heights.clone();
        Arrays.sort(levels);
        int high = sorted.length - wanted;
        int low = 0;
        if (size(above(levels[high])) >= wanted) {
            low = high;
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (size(above(levels[middle])) >= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        var found = above(levels[low]);
        return size(found) >= wanted ? found : List.of(new Run(0, sorted.length));
    }

    private static int size(List<Run> runs) {
        return runs.stream().mapToInt(Run::size).sum();
    }

    /** Takes away what is too much at the ends, always where the density is lowest: of a flat one every level holds all or nothing. */
    private List<Run> trimmed(List<Run> runs, int wanted) {
        var left = new ArrayList<>(runs);
        for (int more = size(left) - wanted; more > 0; more--) {
            int lowest = 0;
            for (int i = 1; i < left.size(); i++) {
                lowest = lowestEnd(left.get(i)) < lowestEnd(left.get(lowest)) ? i : lowest;
            }
            var run = left.remove(lowest);
            if (run.size() > 1) {
                boolean first = heights[run.from()] <= heights[run.to() - 1];
                left.add(lowest, first ? new Run(run.from() + 1, run.to()) : new Run(run.from(), run.to() - 1));
            }
        }
        return left;
    }

    private double lowestEnd(Run run) {
        return Math.min(heights[run.from()], heights[run.to() - 1]);
    }

    private List<Run> above(double level) {
        var joined = new ArrayList<Interval>();
        for (Interval next : density.above(level)) {
            int last = joined.size() - 1;
            if (last >= 0 && !isGap(new Interval(joined.get(last).high(), next.low()), level)) {
                joined.set(last, new Interval(joined.get(last).low(), next.high()));
            } else {
                joined.add(next);
            }
        }
        var peaks = joined.stream().filter(interval -> isPeak(interval, level)).toList();
        return (peaks.isEmpty() ? joined : peaks)
                .stream().map(this::run).filter(run -> run.size() > 0).toList();
    }

    private boolean isGap(Interval between, double level) {
        double expected = expected(between, level);
        return run(between).size() < expected - CLEARLY * Math.sqrt(expected);
    }

    private boolean isPeak(Interval interval, double level) {
        double expected = expected(interval, level);
        return run(interval).size() > expected + CLEARLY * Math.sqrt(expected);
    }

    private double expected(Interval interval, double level) {
        return sorted.length * density.perUnit(level) * interval.length();
    }

    private Run run(Interval interval) {
        return new Run(place(interval.low()), place(Math.nextUp(interval.high())));
    }

    /** How many draws are less. */
    private int place(double x) {
        int at = Arrays.binarySearch(sorted, x);
        while (at > 0 && sorted[at - 1] == x) {
            at--;
        }
        return at >= 0 ? at : -at - 1;
    }
}
