package flashflow.data.hdf5.columns;

import flashflow.data.hdf5.columns.DatasetPlace.Slice;
import flashflow.data.hdf5.reading.DatasetHeader;
import java.util.List;

/**
 * A dataset that holds columns if it has as many rows as the others.
 *
 * @param asked place under which a user asked for it
 * @param dataset the dataset
 * @param slices what is taken of its dimensions
 * @param base what its columns' names begin with; empty where it was named by itself
 * @param alone the name of a column that would have none
 * @param ready its columns, where they are known; else empty
 */
record Candidate(
        String asked, DatasetHeader dataset, List<Slice> slices, String base, String alone, List<StoredColumn> ready) {
    static Candidate of(String asked, DatasetHeader dataset, List<Slice> slices, String base, String alone) {
        return new Candidate(asked, dataset, slices, base, alone, List.of());
    }

    static Candidate ready(String asked, StoredColumn column) {
        return new Candidate(asked, column.dataset(), List.of(), column.name(), column.name(), List.of(column));
    }

    /** Dimensions of its elements' numbers, from 1; the fields of a compound element count as one. */
    int depth() {
        return dataset.sides().size()
                + (ElementFields.of(dataset.stored()).fields().size() > 1 ? 2 : 1);
    }
}
