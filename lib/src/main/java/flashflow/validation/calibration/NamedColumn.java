package flashflow.validation.calibration;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.CarriedColumn;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import java.util.List;

/** All values of a column of a source in float64, carried or not. */
final class NamedColumn {
    private NamedColumn() {}

    /** @param wanted its full name, or the end of it */
    static double[] values(RowSource source, String wanted) {
        String name = ColumnFinder.in(source).name(wanted);
        return source.layout().columns().contains(name) ? ofLayout(source, List.of(name)) : carried(source, name);
    }

    /** Columns of the layout, row after row. */
    static double[] ofLayout(RowSource source, List<String> names) {
        var columns = ChosenColumns.of(source, new ColumnLayout(List.of(), names));
        int width = names.size();
        double[] values = new double[Math.multiplyExact(Math.toIntExact(source.rowCount()), width)];
        Blocks.of(columns).inOrder((first, count) -> columns.readExact(first, count, values, (int) first * width));
        return values;
    }

    private static double[] carried(RowSource source, String name) {
        var carried = source.carried();
        int place = carried.stream().map(CarriedColumn::name).toList().indexOf(name);
        if (carried.get(place).type().equals(ColumnType.TEXT)) {
            throw new FlashFlowException("The column '" + name + "' holds text; name a column of numbers.");
        }
        double[] values = new double[Math.toIntExact(source.rowCount())];
        Blocks.of(source).inOrder((first, count) -> {
            var column = source.readCarried(first, count).get(place);
            for (int i = 0; i < count; i++) {
                values[(int) first + i] = column.doubleAt(i);
            }
        });
        return values;
    }
}
