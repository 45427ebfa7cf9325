package flashflow.data.parquet;

import flashflow.data.ColumnType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a user should know about Parquet files, in a sentence for each matter. */
final class Told {
    private static final int NAMED = 6;

    private Told() {}

    /** Missing values, as far as the files count them. */
    static Optional<String> missing(Iterable<RowGroup> groups, String place) {
        var counts = new LinkedHashMap<String, Long>();
        for (RowGroup group : groups) {
            for (Leaf leaf : group.part().leaves().values()) {
                var statistics = group.part().chunk(group.block(), leaf).getStatistics();
                boolean counted = statistics != null && statistics.isNumNullsSet() && !leaf.isList();
                counts.merge(leaf.name(), counted ? statistics.getNumNulls() : 0, Long::sum);
            }
        }
        counts.values().removeIf(count -> count == 0);
        String list = names(counts.entrySet().stream()
                .map(column -> "'" + column.getKey() + "' " + column.getValue())
                .toList());
        return sentence(
                counts,
                place + ": values are missing (null) in " + list
                        + "; they are NaN where they become float32, and refused where whole numbers, truth values or text are"
                        + " carried along.");
    }

    /** Decimal fractions, which are two things. */
    static Optional<String> decimals(Collection<OfferedColumn> columns, String place) {
        var decimals = columns.stream()
                .filter(column -> !column.type().equals(column.carried()))
                .collect(Collectors.toMap(OfferedColumn::name, column -> column));
        return sentence(
                decimals,
                place + ": "
                        + names(decimals.keySet().stream()
                                .sorted()
                                .map(name -> "'" + name + "'")
                                .toList())
                        + " hold decimal fractions; they are the nearest " + ColumnType.FLOAT64
                        + " before they become float32, and text where they are carried along.");
    }

    /** Columns that cannot be read. */
    static Optional<String> refused(Map<String, String> reasons, String place) {
        String list = names(reasons.entrySet().stream()
                .map(column -> "'" + column.getKey() + "' (" + column.getValue() + ")")
                .toList());
        return sentence(reasons, place + ": not offered are " + list + ".");
    }

    private static Optional<String> sentence(Map<?, ?> matters, String sentence) {
        return matters.isEmpty() ? Optional.empty() : Optional.of(sentence);
    }

    private static String names(java.util.List<String> all) {
        String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() > NAMED ? first + " and " + (all.size() - NAMED) + " more columns" : first;
    }
}
