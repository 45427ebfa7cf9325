package flashflow.data.samples;

import flashflow.data.selection.Condition;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Table;

/**
 * A sample under its name.
 *
 * @param name what figures and reports call it
 * @param place its number in the set that it was first given to, from 0, which its colour goes by
 * @param color as #rrggbb, or empty for that of its place
 * @param members one, or those of an ensemble or of folds, whose spread is the sample's uncertainty
 */
public record Sample(String name, int place, String color, List<SampleRows> members) {
    public Sample {
        members = List.copyOf(members);
    }

    /** Rows of all members. */
    public int rowCount() {
        return members.stream().mapToInt(member -> member.rows().rowCount()).sum();
    }

    /** Whether the spread of members is its uncertainty. */
    public boolean isEnsemble() {
        return members.size() > 1;
    }

    /** A copy of the rows of all members, with the columns of their context or without. */
    Table table(boolean withContext) {
        var table = members.get(0).table(withContext);
        members.stream().skip(1).forEach(member -> table.append(member.table(withContext)));
        return table.setName(name);
    }

    Sample each(UnaryOperator<SampleRows> change) {
        return new Sample(name, place, color, members.stream().map(change).toList());
    }

    Sample where(Condition condition, LongAdder nan) {
        return each(member -> member.where(condition, nan));
    }

    Sample colored(String other) {
        return new Sample(name, place, other, members);
    }
}
