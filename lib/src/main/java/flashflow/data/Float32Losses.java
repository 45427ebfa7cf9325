package flashflow.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * What columns lose when their values become float32: whole numbers beyond 2^24, such as ids, are rounded, values close to each
 * other but far from zero, such as times in seconds, fall together, and values beyond 3.4e38 become infinite. Looked for in a
 * bounded number of rows from all over a source, and only in columns of a type that float32 does not hold.
 */
public final class Float32Losses {
    /** Values that are looked at. */
    private static final int MOST_VALUES = 1 << 21;

    private static final int LEAST_ROWS = 1 << 12;
    private static final int STRETCHES = 64;

    private final Map<String, Float32Loss> columns = new LinkedHashMap<>();

    /** Of the rows of a source. */
    public static Float32Losses of(RowSource source) {
        var losses = new Float32Losses();
        losses.add(source);
        return losses;
    }

    /** Looks at the columns of one more source; those of the same names add up. */
    public void add(RowSource source) {
        var types = source.types();
        var wide = IntStream.range(0, types.size())
                .filter(c -> !types.get(c).fitsFloat32())
                .boxed()
                .toList();
        if (!wide.isEmpty() && source.rowCount() > 0) {
            var stretches = stretches(source);
            for (int c : wide) {
                var values = ExactColumn.join(
                        stretches.stream().map(rows -> rows.get(c)).toList());
                columns.merge(values.name(), Float32Loss.of(values, source.rowCount()), Float32Loss::plus);
            }
        }
    }

    /** Looks at columns of numbers of a table, by their full names. */
    public void add(Table table, List<String> names) {
        if (!names.isEmpty()) {
            add(TableRows.of(new ColumnLayout(List.of(), names), table));
        }
    }

    /** Rows in stretches at even distances, the last ones among them. */
    private static List<List<ExactColumn>> stretches(RowSource source) {
        long rows = source.rowCount();
        int count = (int) Math.min(rows, Math.max(LEAST_ROWS, MOST_VALUES / source.width()));
        int stretches = count < rows ? Math.min(STRETCHES, count) : 1;
        var found = new ArrayList<List<ExactColumn>>();
        for (int i = 0; i < stretches; i++) {
            int here = (int) ((long) count * (i + 1) / stretches - (long) count * i / stretches);
            long first = i == stretches - 1 ? rows - here : (rows - here) / (stretches - 1) * i;
            found.add(source.readStored(first, here));
        }
        return found;
    }

    /** Names of the columns that lose something. */
    public Set<String> columns() {
        return columns.keySet().stream()
                .filter(name -> columns.get(name).isTold())
                .collect(Collectors.toSet());
    }

    /** One sentence for each column that loses something: how much, and what helps whoever reads it. */
    public List<String> sentences() {
        return columns().isEmpty() ? List.of() : told(Float32Loss::cureOfReading);
    }

    /** The same for whoever has written such columns as float32. */
    public List<String> sentencesOfOutput() {
        return told(Float32Loss::cureOfWriting);
    }

    private List<String> told(java.util.function.BiFunction<Float32Loss, String, String> cure) {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().isTold())
                .map(column -> column.getValue().sentence(column.getKey()) + "; "
                        + cure.apply(column.getValue(), column.getKey()) + ".")
                .toList();
    }
}
