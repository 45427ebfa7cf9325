package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import flashflow.data.columns.ColumnStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Columns of one or many Parquet files of the same columns, their rows one after the other. */
final class ParquetColumns implements ColumnStore {
    private final String place;
    private final List<PartFile> parts;
    private final List<RowGroup> groups = new ArrayList<>();
    private final OfferedColumns offered;
    private final ValuesCache cache = new ValuesCache();
    private final long rowCount;

    private ParquetColumns(String place, List<PartFile> parts) {
        this.place = place;
        this.parts = parts;
        this.offered = OfferedColumns.of(parts);
        long row = 0;
        for (PartFile part : parts) {
            for (var block : part.blocks()) {
                groups.add(new RowGroup(part, groups.size(), block, row));
                row = Math.addExact(row, block.getRowCount());
            }
        }
        this.rowCount = row;
    }

    /**
     * Opens files, or folders of files.
     *
     * @throws FlashFlowException if one cannot be read, they differ in their columns, or none has rows
     */
    static ParquetColumns open(Path... paths) {
        var found = Arrays.stream(paths)
                .flatMap(path -> FoundFile.in(path).stream())
                .toList();
        if (found.isEmpty()) {
            throw new FlashFlowException("No Parquet file was given; give at least one.");
        }
        String place = paths.length > 1
                ? "Parquet files " + paths[0] + " and " + (paths.length - 1) + " more"
                : found.get(0).path().equals(paths[0]) ? "File " + paths[0] : "Folder " + paths[0];
        var parts = found.stream().map(PartFile::open).toList();
        var filled = parts.stream().filter(part -> part.rows() > 0).toList();
        if (filled.isEmpty()) {
            throw new FlashFlowException(place + ": there are no rows, only the names of columns; write some rows.");
        }
        return new ParquetColumns(place, filled);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public List<String> fileNames() {
        return parts.stream()
                .map(part -> part.file().path().getFileName().toString())
                .distinct()
                .toList();
    }

    @Override
    public List<CarriedColumn> columns() {
        return offered.columns().values().stream().map(OfferedColumn::column).toList();
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public RowSource rows(ColumnLayout layout, List<String> carried) {
        var values = layout.columns().stream().map(this::number).toList();
        var exact = carried.stream().map(name -> offered.find(name, place)).toList();
        var both = Stream.concat(values.stream(), exact.stream()).toList();
        cache.atLeast(
                groups.stream().mapToLong(group -> bytes(group, both)).max().orElse(0));
        return new ParquetRows(
                groups, cache, layout, values, values.stream().map(this::type).toList(), exact);
    }

    /** Missing values are NaN, which no whole number is. */
    private ColumnType type(OfferedColumn column) {
        boolean real = column.type().kind() == ColumnType.Kind.FLOAT;
        return !real && groups.stream().anyMatch(group -> group.mayMiss(column.source()))
                ? ColumnType.FLOAT64
                : column.type();
    }

    private OfferedColumn number(String name) {
        var column = offered.find(name, place);
        if (column.type().kind() == ColumnType.Kind.TEXT) {
            throw new FlashFlowException(place + ": the column '" + name
                    + "' holds text, which no flow can learn; carry it along, or write it as numbers.");
        }
        return column;
    }

    private static long bytes(RowGroup group, List<OfferedColumn> columns) {
        return columns.stream()
                .filter(column -> column.at() == 0)
                .mapToLong(column -> bytesOfValue(group, column) * column.list() * group.rows())
                .sum();
    }

    private static long bytesOfValue(RowGroup group, OfferedColumn column) {
        var leaf = group.part().leaves().get(column.source());
        return leaf == null ? 64 : leaf.kind().bytes();
    }

    @Override
    public List<String> warnings() {
        return Stream.of(
                        Told.missing(groups, place),
                        Told.decimals(offered.columns().values(), place),
                        Told.refused(offered.refused(), place))
                .flatMap(sentence -> sentence.stream())
                .toList();
    }
}
