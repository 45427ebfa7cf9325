package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose columns are picked from both kinds of another source's: those of its layout and those that it carries.
 *
 * @param names of the carried columns
 */
record PickedRows(RowSource source, ColumnLayout layout, List<String> names) implements RowSource {
    @Override
    public List<String> fileNames() {
        return source.fileNames();
    }

    @Override
    public long rowCount() {
        return source.rowCount();
    }

    @Override
    public int blockRows() {
        return source.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        float[] wide = new float[Math.multiplyExact(rows, source.width())];
        source.read(firstRow, rows, wide, 0);
        pick(
                firstRow,
                rows,
                (from, to) -> into[offset + to] = wide[from],
                (exact, row, to) -> into[offset + to] = exact.floatAt(row));
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        double[] wide = new double[Math.multiplyExact(rows, source.width())];
        source.readExact(firstRow, rows, wide, 0);
        pick(
                firstRow,
                rows,
                (from, to) -> into[offset + to] = wide[from],
                (exact, row, to) -> into[offset + to] = exact.doubleAt(row));
    }

    private interface Copy {
        void value(int from, int to);
    }

    private interface Put {
        void value(ExactColumn exact, int row, int to);
    }

    private void pick(long firstRow, int rows, Copy copy, Put put) {
        var columns = layout.columns();
        for (int c = 0; c < columns.size(); c++) {
            int place = layoutPlace(columns.get(c));
            var exact = place < 0 ? carriedColumn(firstRow, rows, columns.get(c)) : null;
            for (int i = 0; i < rows; i++) {
                int to = i * columns.size() + c;
                if (exact == null) {
                    copy.value(i * source.width() + place, to);
                } else {
                    put.value(exact, i, to);
                }
            }
        }
    }

    private ExactColumn carriedColumn(long firstRow, int rows, String name) {
        return source.readCarried(firstRow, rows).get(carriedPlace(name));
    }

    private int layoutPlace(String name) {
        return source.layout().columns().indexOf(name);
    }

    private int carriedPlace(String name) {
        return source.carried().stream().map(CarriedColumn::name).toList().indexOf(name);
    }

    @Override
    public List<CarriedColumn> carried() {
        return names.stream()
                .map(name -> {
                    int place = carriedPlace(name);
                    return place < 0
                            ? new CarriedColumn(name, source.types().get(layoutPlace(name)))
                            : source.carried().get(place);
                })
                .toList();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        if (names.isEmpty()) {
            return List.of();
        }
        var carried = source.carried().isEmpty() ? List.<ExactColumn>of() : source.readCarried(firstRow, rows);
        var picked = new ArrayList<ExactColumn>();
        for (String name : names) {
            int place = carriedPlace(name);
            picked.add(place < 0 ? layoutColumn(firstRow, rows, name) : carried.get(place));
        }
        return picked;
    }

    private ExactColumn layoutColumn(long firstRow, int rows, String name) {
        return source.readStored(firstRow, rows).get(layoutPlace(name));
    }

    @Override
    public List<ColumnType> types() {
        return layout.columns().stream()
                .map(name -> layoutPlace(name) < 0
                        ? source.carried().get(carriedPlace(name)).type()
                        : source.types().get(layoutPlace(name)))
                .toList();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        return layout.columns().stream()
                .map(name -> layoutPlace(name) < 0
                        ? carriedColumn(firstRow, rows, name)
                        : layoutColumn(firstRow, rows, name))
                .toList();
    }

    /** Closes the source. */
    @Override
    public void close() {
        source.close();
    }
}
