package flashflow.posterior;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.selection.Condition;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where draws are kept: conditions that all hold.
 *
 * @param conditions on targets and context; none keeps everything
 */
record Region(List<Condition> conditions) {
    static final Region EVERYWHERE = new Region(List.of());

    Region {
        conditions = List.copyOf(conditions);
    }

    /** A smaller one; refuses columns that the model does not have. */
    Region where(String text, ColumnLayout layout) {
        var condition = Condition.of(text);
        var region = new Region(
                Stream.concat(conditions.stream(), Stream.of(condition)).toList());
        condition.holds(new PosteriorRows(layout, new double[layout.context().size()], new double[0]), new LongAdder());
        return region;
    }

    /** An interval of a target, both ends in it. */
    Region within(String target, double low, double high, ColumnLayout layout) {
        if (!(low <= high)) {
            throw new FlashFlowException("The interval of '" + target + "' from " + low + " to " + high
                    + " is empty; give a low end that is not above the high one.");
        }
        String name = "`"
                + ColumnFinder.among(layout.targets(), "the model's targets").name(target) + "`";
        var ends = Stream.of(end(name + " >= ", low), end(name + " <= ", high))
                .filter(text -> !text.isEmpty())
                .toList();
        return ends.isEmpty() ? this : where(String.join(" && ", ends), layout);
    }

    /** Infinite ends are no ends. */
    private static String end(String comparison, double value) {
        return Double.isInfinite(value) ? "" : comparison + value;
    }

    boolean isEverywhere() {
        return conditions.isEmpty();
    }

    /** For each row whether it is inside; {@code nan} counts those in which a comparison with NaN decided. */
    boolean[] holds(PosteriorRows rows, LongAdder nan) {
        boolean[] inside = new boolean[Math.toIntExact(rows.rowCount())];
        java.util.Arrays.fill(inside, true);
        for (Condition condition : conditions) {
            boolean[] holds = condition.holds(rows, nan);
            for (int i = 0; i < inside.length; i++) {
                inside[i] &= holds[i];
            }
        }
        return inside;
    }

    /** The conditions. */
    @Override
    public String toString() {
        return conditions.stream().map(Condition::toString).collect(Collectors.joining(" && "));
    }
}
