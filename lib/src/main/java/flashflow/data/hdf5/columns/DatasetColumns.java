package flashflow.data.hdf5.columns;

import flashflow.data.hdf5.columns.DatasetPlace.Slice;
import flashflow.data.hdf5.reading.DatasetHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of one dataset: one of a dataset of one dimension, one for each place of a row where there are more, one for each
 * field of compound elements.
 *
 * @param dataset the dataset
 * @param slices what is taken of its dimensions
 * @param labels names for the places of the last dimension that is left, or none
 * @param flat whether the second dimension holds rows, too
 */
record DatasetColumns(DatasetHeader dataset, List<Slice> slices, List<String> labels, boolean flat) {
    /**
     * All of them.
     *
     * @param base what their names begin with; may be empty
     * @param alone the name of a column that would have none
     */
    List<StoredColumn> columns(String base, String alone) {
        var fields = ElementFields.of(dataset.stored()).fields();
        var columns = new ArrayList<StoredColumn>();
        for (Element element : elements()) {
            for (ElementFields.Field field : fields) {
                String name = name(base, element, field.name(), alone);
                columns.add(new StoredColumn(name, dataset, element.number(), field.offset(), field.type()));
            }
        }
        return columns;
    }

    /** Places of the last dimension that is left, 1 where none is. */
    int lastExtent() {
        int last = lastKept();
        return last < 0 ? 1 : dataset.sides().get(last);
    }

    private boolean isKept(int dimension) {
        return dataset.sides().get(dimension) > 1 && !slices.get(dimension).isSingle();
    }

    private int lastKept() {
        for (int i = slices.size() - 1; i >= (flat ? 1 : 0); i--) {
            if (isKept(i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * An element of a row.
     *
     * @param number among those of the row
     * @param places along the dimensions
     */
    private record Element(int number, int... places) {}

    private List<Element> elements() {
        var found = new ArrayList<Element>();
        addElements(found, new int[slices.size()], flat ? 1 : 0, 0);
        return found;
    }

    private void addElements(List<Element> found, int[] places, int dimension, int number) {
        if (dimension == slices.size()) {
            found.add(new Element(number, places.clone()));
            return;
        }
        int side = dataset.sides().get(dimension);
        for (int i = 0; i < side; i++) {
            if (slices.get(dimension).holds(i)) {
                places[dimension] = i;
                addElements(found, places, dimension + 1, number * side + i);
            }
        }
    }

    private String name(String base, Element element, String field, String alone) {
        int labelled = labels.isEmpty() ? -1 : lastKept();
        var places = new StringBuilder();
        for (int i = flat ? 1 : 0; i < slices.size(); i++) {
            if (isKept(i) && i != labelled) {
                places.append('[').append(element.places()[i]).append(']');
            }
        }
        String label = labelled < 0 ? "" : labels.get(element.places()[labelled]);
        boolean bare = base.isEmpty() && label.isEmpty() && field.isEmpty();
        String start = (bare || base.isEmpty() && places.length() > 0 ? alone : base) + places;
        return ElementFields.inside(ElementFields.inside(start, label), field);
    }
}
