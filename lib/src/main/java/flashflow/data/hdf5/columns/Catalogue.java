package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * All columns of some groups and datasets of a file that have the same number of rows. What is none is kept with the reason, so
 * that a user who asks for it learns why.
 */
final class Catalogue {
    /** Columns that a transposed dataset may have. */
    private static final int MOST_TRANSPOSED = 1 << 16;

    private final Hdf5Storage storage;
    private final ColumnsView view;
    private final List<Candidate> candidates;
    private final Map<String, String> reasons;
    private final List<StoredColumn> found = new ArrayList<>();
    private RowShape shape;
    private boolean labelled;

    private Catalogue(Hdf5Storage storage, ColumnsView view, Candidates candidates) {
        this.storage = storage;
        this.view = view;
        this.candidates = new ArrayList<>(candidates.found());
        this.reasons = new LinkedHashMap<>(candidates.reasons());
        this.shape = new RowShape(1, view.transposed());
    }

    /**
     * Looks for columns.
     *
     * @param places groups and datasets, in the order of the columns
     * @throws FlashFlowException if there is no such place, one of several has other rows than the others, nothing is to be
     *     flattened, or there are no labels of the name that was given
     */
    static Catalogue of(Hdf5Storage storage, List<String> places, ColumnsView view) {
        var catalogue = new Catalogue(storage, view, Candidates.in(storage, places));
        catalogue.keepRowsOfOneNumber();
        if (view.flat()) {
            catalogue.shape = new RowShape(catalogue.perRow(), false);
        }
        catalogue.candidates.forEach(catalogue::addColumns);
        catalogue.refuseIdle(places);
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

    RowShape shape() {
        return shape;
    }

    /** Rows of all columns. */
    long rowCount() {
        return shape.rowCount(found.get(0).dataset()) * shape.perRow();
    }

    /** The number of rows that most datasets have; others are no columns of the same rows. */
    private void keepRowsOfOneNumber() {
        if (candidates.isEmpty()) {
            return;
        }
        long rows = mostFrequent(candidates, candidate -> shape.rowCount(candidate.dataset()), candidate -> 0);
        for (Candidate candidate : candidates) {
            long own = shape.rowCount(candidate.dataset());
            if (own != rows) {
                reasons.put(candidate.alone(), "it has another number of rows: " + own + " and not " + rows);
            }
        }
        candidates.removeIf(candidate -> shape.rowCount(candidate.dataset()) != rows);
    }

    /** How many rows lie in each: the extent of the second dimension that most datasets have, of two the one of deeper datasets. */
    private int perRow() {
        var deep = candidates.stream()
                .filter(candidate -> !candidate.dataset().sides().isEmpty())
                .toList();
        if (deep.isEmpty() && !candidates.isEmpty()) {
            throw candidates
                    .get(0)
                    .dataset()
                    .place()
                    .refuse("it has one dimension and nothing to flatten", "leave out flatten()");
        }
        return deep.isEmpty()
                ? 1
                : mostFrequent(deep, candidate -> candidate.dataset().sides().get(0), Candidate::depth);
    }

    /** Of numbers that are as frequent the one with a candidate that goes first, and then the greatest. */
    private static <T extends Comparable<T>> T mostFrequent(
            List<Candidate> candidates, Function<Candidate, T> number, ToIntFunction<Candidate> goesFirst) {
        var groups = candidates.stream()
                .collect(Collectors.toMap(Candidate::dataset, candidate -> candidate, (one, same) -> one))
                .values()
                .stream()
                .collect(Collectors.groupingBy(number));
        Comparator<Map.Entry<T, List<Candidate>>> order =
                Comparator.comparingInt(group -> group.getValue().size());
        return groups.entrySet().stream()
                .max(order.thenComparingInt(group -> group.getValue().stream()
                                .mapToInt(goesFirst)
                                .max()
                                .orElse(0))
                        .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private void addColumns(Candidate candidate) {
        if (!candidate.ready().isEmpty()) {
            found.addAll(candidate.ready());
        } else if (shape.transposes(candidate.dataset())) {
            addTransposed(candidate.dataset(), candidate.base().isEmpty() ? candidate.alone() : candidate.base());
        } else {
            addPlaces(candidate);
        }
    }

    private void addPlaces(Candidate candidate) {
        var dataset = candidate.dataset();
        boolean flat = view.flat() && shape.flattens(dataset);
        if (flat && !candidate.slices().get(0).isAll()) {
            throw dataset.place()
                    .refuse(
                            "a part of its second dimension was named, and its places there are to be rows",
                            "leave out either the part or flatten(), or choose rows with where(\"position < 3\")");
        }
        var columns = new DatasetColumns(dataset, candidate.slices(), List.of(), flat);
        var labels = labels(columns, candidate.alone());
        found.addAll(new DatasetColumns(dataset, candidate.slices(), labels, flat)
                .columns(candidate.base(), candidate.alone()));
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

    private List<String> labels(DatasetColumns columns, String alone) {
        int count = columns.lastExtent();
        if (count == 1) {
            return List.of();
        }
        var dataset = columns.dataset();
        var around = Members.around(storage, dataset.place().dataset());
        if (!view.labels().isEmpty()) {
            var named = Labels.named(storage, around, dataset, view.labels(), count);
            labelled |= !named.isEmpty();
            return named;
        }
        var ofAttribute = Labels.ofAttribute(dataset, count);
        String name = alone.substring(alone.lastIndexOf('/') + 1);
        return ofAttribute.isEmpty() ? Labels.beside(storage, around, name, count) : ofAttribute;
    }

    /** What a user has named and what has no part in the columns. */
    private void refuseIdle(List<String> places) {
        for (String place : places) {
            Predicate<Candidate> here = candidate -> candidate.asked().equals(place);
            if (!found.isEmpty() && candidates.stream().noneMatch(here)) {
                throw new Place(storage.path(), place)
                        .refuse(
                                "no column of it goes with those of the other places" + reasonOf(place),
                                "open it by itself");
            }
        }
        if (!view.labels().isEmpty() && !labelled && !found.isEmpty()) {
            throw new Place(storage.path(), String.join(", ", places))
                    .refuse(
                            "nothing called '" + view.labels()
                                    + "' holds one text, each another, for each of its columns",
                            "name an attribute of the dataset or a dataset beside it, or leave out labels(...)");
        }
    }

    private String reasonOf(String place) {
        String bare = Members.stripped(place).replaceAll("\\[.*", "");
        return reasons.entrySet().stream()
                .filter(reason ->
                        bare.endsWith(reason.getKey()) || reason.getKey().startsWith(bare))
                .findFirst()
                .map(reason -> " ('" + reason.getKey() + "': " + reason.getValue() + ")")
                .orElse("");
    }

    /** Columns of one name in several places are told apart by the names of their datasets; one that has its dataset's name keeps it. */
    private void nameApart() {
        var counts = found.stream().collect(Collectors.groupingBy(StoredColumn::name, Collectors.counting()));
        found.replaceAll(
                column -> counts.get(column.name()) == 1 || column.name().equals(dataset(column))
                        ? column
                        : column.named(longName(column)));
    }

    private static String dataset(StoredColumn column) {
        return Members.stripped(column.dataset().place().dataset());
    }

    private static String longName(StoredColumn column) {
        String dataset = dataset(column);
        return dataset.endsWith("/" + column.name()) ? dataset : dataset + "." + column.name();
    }
}
