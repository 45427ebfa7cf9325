package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ExactColumn;
import flashflow.data.RowSink;
import flashflow.data.columns.ExactGuard;
import flashflow.data.columns.SinkGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** Rows that become a table in memory, each exact column of its own type. */
final class TableSink implements RowSink {
    private final List<String> columns;
    private final List<CarriedColumn> exact;
    private final List<List<ExactColumn>> blocks = new ArrayList<>();
    private final float[][] values;
    private final SinkGuard guard;
    private int filled;

    /**
     * Takes the room for all rows.
     *
     * @throws FlashFlowException if a table cannot tell the names apart
     */
    TableSink(List<String> columns, List<CarriedColumn> exact, int rows) {
        this.columns = columns;
        this.exact = exact;
        refuseAlikeNames();
        SinkGuard.refuseNames("The table", columns, exact);
        guard = new SinkGuard("The table", columns, ExactGuard.anyText(exact));
        values = new float[columns.size()][rows];
    }

    private void refuseAlikeNames() {
        var seen = new HashSet<String>();
        columns.forEach(name -> seen.add(name.toLowerCase(Locale.ROOT)));
        for (CarriedColumn column : exact) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new FlashFlowException("The table would have two columns '" + column.name()
                        + "', capital letters aside; rename the one that is carried along.");
            }
        }
    }

    @Override
    public void write(float[] block, int offset, int count, List<ExactColumn> beside) {
        guard.write(block, offset, count, beside, () -> keep(block, offset, count, beside));
    }

    private void keep(float[] block, int offset, int count, List<ExactColumn> beside) {
        int width = columns.size();
        for (int c = 0; c < width; c++) {
            for (int row = 0; row < count; row++) {
                values[c][filled + row] = block[offset + row * width + c];
            }
        }
        blocks.add(beside);
        filled += count;
    }

    /** No files. */
    @Override
    public List<Path> finish() {
        guard.finish(() -> {});
        return List.of();
    }

    /** What was written: the float32 columns, then the exact ones. */
    Table table() {
        var table = Table.create("sample");
        for (int c = 0; c < columns.size(); c++) {
            table.addColumns(FloatColumn.create(columns.get(c), values[c]));
        }
        for (int i = 0; i < exact.size(); i++) {
            table.addColumns(joined(i).toTableColumn());
        }
        return table;
    }

    private ExactColumn joined(int column) {
        return ExactColumn.join(blocks.stream().map(block -> block.get(column)).toList());
    }

    @Override
    public void close() {
        guard.close();
        blocks.clear();
    }
}
