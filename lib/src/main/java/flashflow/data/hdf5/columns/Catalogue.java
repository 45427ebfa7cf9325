package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All columns of some groups and datasets of a file that have the same number of rows. What is none is kept with the reason, so
 * that a user who asks for it learns why.
 */
final class Catalogue {
    private static final int DEEPEST = 32;

    /** Columns that a transposed dataset may have. */
    private static final int MOST_TRANSPOSED = 1 << 16;

    /** LEGEND's lists of different lengths: a group of all elements and of where each list ends. */
    private static final List<String> JAGGED = List.of("cumulative_length", "flattened_data");

    private final Hdf5Storage storage;
    private final ColumnsView view;
    private final List<StoredColumn> found = new ArrayList<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Catalogue(Hdf5Storage storage, ColumnsView view) {
        this.storage = storage;
        this.view = view;
    }

    /**
     * Looks for columns.
     *
     * @param places groups and datasets, in the order of the columns
     * @throws FlashFlowException if there is no such place
     */
    static Catalogue of(Hdf5Storage storage, List<String> places, ColumnsView view) {
        var catalogue = new Catalogue(storage, view);
        for (String place : places) {
            catalogue.add(DatasetPlace.parse(place));
        }
        catalogue.keepRowsOfOneNumber();
        catalogue.nameApart();
        return catalogue;
    }

    List<StoredColumn> columns() {
        return found;
    }

    /** Names of what is no column, and why. */
    Map<String, String> reasons() {
        return reasons;
    }

    List<String> warnings() {
        return warnings;
    }

    private void add(DatasetPlace place) {
        var header = storage.object(place.path());
        if (header.isDataset()) {
            String name = Members.stripped(place.path());
            var dataset = storage.dataset(header, place.path());
            addDataset(dataset, place, "", name.substring(name.lastIndexOf('/') + 1));
        } else if (header.isGroup()) {
            addGroup(Members.of(storage, place.path(), header), "", 0);
        } else {
            throw new Place(storage.path(), place.path())
                    .refuse("this is a type with a name and no dataset", "name a dataset or a group");
        }
    }

    private void addGroup(Members group, String prefix, int depth) {
        if (PandasFrames.add(storage, group, this)) {
            return;
        }
        var names = group.names();
        if (names.containsAll(JAGGED)) {
            reasons.put(prefix.isEmpty() ? group.path() : prefix, "it holds lists of different lengths");
            return;
        }
        for (String name : names) {
            String path = prefix.isEmpty() ? name : prefix + "/" + name;
            try {
                addMember(group, name, path, depth);
            } catch (FlashFlowException e) {
                reasons.put(path, e.getMessage());
            }
        }
    }

    private void addMember(Members group, String name, String path, int depth) {
        ObjectHeader member = storage.object(group.pathOf(name));
        if (member.isDataset()) {
            var dataset = storage.dataset(member, group.pathOf(name));
            addDataset(dataset, new DatasetPlace(group.pathOf(name), List.of()), path, path);
        } else if (member.isGroup() && depth < DEEPEST) {
            addGroup(Members.of(storage, group.pathOf(name), member), path, depth + 1);
        }
    }

    /** @param base what the names begin with, empty for a dataset that was named by itself */
    private void addDataset(DatasetHeader dataset, DatasetPlace place, String base, String alone) {
        if (view.flat() && dataset.sides().isEmpty() && base.isEmpty()) {
            throw dataset.place().refuse("it has one dimension and nothing to flatten", "leave out flatten()");
        }
        if (view.transposed() && !dataset.sides().isEmpty()) {
            addTransposed(dataset, base.isEmpty() ? alone : base);
            return;
        }
        boolean flat = view.flat() && !dataset.sides().isEmpty();
        var columns = new DatasetColumns(dataset, place.of(dataset.sides()), List.of(), flat);
        var labelled = new DatasetColumns(dataset, place.of(dataset.sides()), labels(columns, alone), flat);
        found.addAll(labelled.columns(base, alone));
        var fields = ElementFields.of(dataset.stored());
        fields.unreadable().forEach(reason -> reasons.put(alone, reason));
    }

    private void addTransposed(DatasetHeader dataset, String name) {
        var fields = ElementFields.of(dataset.stored()).fields();
        if (dataset.sides().size() != 1 || dataset.rowCount() > MOST_TRANSPOSED || fields.size() != 1) {
            reasons.put(name, "it is no table of two dimensions of plain values that could be transposed");
            return;
        }
        for (int i = 0; i < dataset.rowCount(); i++) {
            String own = dataset.rowCount() == 1 ? name : name + "[" + i + "]";
            found.add(new StoredColumn(own, dataset, i, 0, dataset.stored()));
        }
    }

    private long rowCount(DatasetHeader dataset) {
        return view.transposed() && !dataset.sides().isEmpty() ? dataset.sides().get(0) : dataset.rowCount();
    }

    /** Rows of all datasets. */
    long rowCount() {
        return rowCount(found.get(0).dataset());
    }

    boolean isTransposed() {
        return view.transposed();
    }

    void add(StoredColumn column) {
        found.add(column);
    }

    void refuse(String name, String reason) {
        reasons.put(name, reason);
    }

    private List<String> labels(DatasetColumns columns, String alone) {
        int count = columns.lastExtent();
        if (count == 1) {
            return List.of();
        }
        var dataset = columns.dataset();
        var around = Members.around(storage, dataset.place().dataset());
        if (!view.labels().isEmpty()) {
            return Labels.named(storage, around, dataset, view.labels(), count);
        }
        var ofAttribute = Labels.ofAttribute(dataset, count);
        String name = alone.substring(alone.lastIndexOf('/') + 1);
        return ofAttribute.isEmpty() ? Labels.beside(storage, around, name, count) : ofAttribute;
    }

    /** The number of rows that most datasets have; others are no columns of the same rows. */
    private void keepRowsOfOneNumber() {
        if (found.isEmpty()) {
            return;
        }
        var datasets = found.stream().map(StoredColumn::dataset).distinct().toList();
        var counts = new HashMap<Long, Integer>();
        datasets.forEach(dataset -> counts.merge(rowCount(dataset), 1, Integer::sum));
        long rows = counts.entrySet().stream()
                .max(Comparator.<Map.Entry<Long, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
        leaveOut("it has another number of rows: %d and not " + rows, column -> rowCount(column.dataset()) == rows);
        int perRow = perRow();
        leaveOut(
                "it has another number of rows in each row: %d and not " + perRow,
                column -> perRow == 1
                        || column.dataset().sides().isEmpty()
                        || column.dataset().sides().get(0) == perRow);
    }

    private void leaveOut(String reason, java.util.function.Predicate<StoredColumn> kept) {
        for (StoredColumn column : found) {
            if (!kept.test(column)) {
                var sides = column.dataset().sides();
                long number = reason.contains("in each row")
                        ? sides.get(0)
                        : column.dataset().rowCount();
                reasons.put(column.name(), reason.replace("%d", Long.toString(number)));
            }
        }
        found.removeIf(column -> !kept.test(column));
    }

    /** How many rows lie in each row of the file: the most frequent extent of the second dimension where that is flattened. */
    int perRow() {
        if (!view.flat()) {
            return 1;
        }
        return found.stream()
                .map(StoredColumn::dataset)
                .distinct()
                .filter(dataset -> !dataset.sides().isEmpty())
                .collect(Collectors.groupingBy(dataset -> dataset.sides().get(0), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    /** Columns of one name in several places are told apart by the names of their datasets; one that has its dataset's name keeps it. */
    private void nameApart() {
        var counts = found.stream().collect(Collectors.groupingBy(StoredColumn::name, Collectors.counting()));
        found.replaceAll(
                column -> counts.get(column.name()) == 1 || column.name().equals(dataset(column))
                        ? column
                        : column.named(dataset(column) + "." + column.name()));
    }

    private static String dataset(StoredColumn column) {
        return Members.stripped(column.dataset().place().dataset());
    }
}
