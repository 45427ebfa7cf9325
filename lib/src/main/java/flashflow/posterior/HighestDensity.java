package flashflow.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The region of highest density of a sample of one column: where the density is above the value that the share 1 - p of the draws
 * are below (Hyndman, The American Statistician 50 (1996) 120). Values that many draws have, of flags, counts and spikes, are
 * denser than anything else, and come first.
 */
final class HighestDensity {
    /** A value with at least this share of the draws, and so many of them, is no accident of rounding. */
    private static final double ATOM_SHARE = 0.005;

    private static final int ATOM_DRAWS = 5;

    private HighestDensity() {}

    /** A value that many draws have. */
    private record Atom(double value, int count) {}

    /**
     * The intervals, rising.
     *
     * @param values at least one, finite
     * @param share between 0 and 1
     */
    static List<Interval> intervals(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        var found = new ArrayList<Interval>();
        double wanted = share * sorted.length;
        var atoms = atoms(sorted);
        for (Atom atom : atoms) {
            if (wanted > 0) {
                found.add(new Interval(atom.value(), atom.value()));
                wanted -= atom.count();
            }
        }
        double[] rest = without(sorted, atoms);
        if (wanted > 0 && rest.length > 0) {
            found.addAll(ofContinuous(rest, Math.min(1, wanted / rest.length)));
        }
        return joined(found);
    }

    /** The most frequent first. */
    private static List<Atom> atoms(double[] sorted) {
        var atoms = new ArrayList<Atom>();
        for (int from = 0, to = 0; from < sorted.length; from = to) {
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            if (to - from >= Math.max(ATOM_DRAWS, ATOM_SHARE * sorted.length)) {
                atoms.add(new Atom(sorted[from], to - from));
            }
        }
        atoms.sort(Comparator.comparingInt(Atom::count).reversed());
        return atoms;
    }

    private static double[] without(double[] sorted, List<Atom> atoms) {
        double[] values = atoms.stream().mapToDouble(Atom::value).sorted().toArray();
        return Arrays.stream(sorted)
                .filter(x -> Arrays.binarySearch(values, x) < 0)
                .toArray();
    }

    private static List<Interval> ofContinuous(double[] sorted, double share) {
        if (sorted[0] == sorted[sorted.length - 1] || share == 1) {
            return List.of(new Interval(sorted[0], sorted[sorted.length - 1]));
        }
        return new LevelSet(sorted, KernelDensity.of(sorted, (1 - share) / 20)).holding(share);
    }

    /** Rising, those that touch as one. */
    private static List<Interval> joined(List<Interval> intervals) {
        var rising = intervals.stream()
                .sorted(Comparator.comparingDouble(Interval::low))
                .toList();
        var joined = new ArrayList<Interval>();
        for (Interval next : rising) {
            int last = joined.size() - 1;
            if (last >= 0 && next.low() <= joined.get(last).high()) {
                double high = Math.max(joined.get(last).high(), next.high());
                joined.set(last, new Interval(joined.get(last).low(), high));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
