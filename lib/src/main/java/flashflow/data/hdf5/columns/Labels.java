package flashflow.data.hdf5.columns;

import flashflow.data.ExactColumn;
import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names that a file gives the places of a dimension: in an attribute, or in a dataset of texts beside it. */
final class Labels {
    /** Attributes and datasets that are known to hold names, the surest first. */
    private static final List<String> SPELLINGS = List.of(
            "columns",
            "column_names",
            "names",
            "labels",
            "properties",
            "features",
            "feature_names",
            "fields",
            "variables");

    private Labels() {}

    /** Names from an attribute of the dataset. */
    static List<String> ofAttribute(DatasetHeader dataset, int count) {
        var attributes = new Attributes(dataset.header());
        return SPELLINGS.stream()
                .map(attributes::texts)
                .flatMap(Optional::stream)
                .filter(texts -> fit(texts, count))
                .findFirst()
                .orElse(List.of());
    }

    /** Names from one attribute or dataset that a user points to; empty if there is none, or it holds other texts. */
    static List<String> named(Hdf5Storage storage, Members group, DatasetHeader dataset, String name, int count) {
        return Stream.concat(
                        new Attributes(dataset.header()).texts(name).stream(),
                        group.dataset(name).map(found -> texts(storage, found)).stream())
                .filter(texts -> fit(texts, count))
                .findFirst()
                .orElse(List.of());
    }

    /** Names from a dataset of texts in the same group. */
    static List<String> beside(Hdf5Storage storage, Members group, String dataset, int count) {
        return SPELLINGS.stream()
                .flatMap(spelling -> Stream.of(dataset + "_" + spelling, spelling))
                .map(group::dataset)
                .flatMap(Optional::stream)
                .map(found -> texts(storage, found))
                .filter(texts -> fit(texts, count))
                .findFirst()
                .orElse(List.of());
    }

    /** All texts of a dataset of one dimension; none where it is something else. */
    static List<String> texts(Hdf5Storage storage, DatasetHeader dataset) {
        boolean isText = dataset.stored().kind() == Datatype.Kind.TEXT && dataset.width() == 1;
        if (!isText || dataset.rowCount() > 1 << 20) {
            return List.of();
        }
        var column = new StoredColumn("labels", dataset, 0, 0, dataset.stored());
        ExactColumn texts = new ColumnReader(storage, ChunkCache.ofDataset(), RowShape.PLAIN)
                .texts(column)
                .read(0, (int) dataset.rowCount());
        return IntStream.range(0, texts.size()).mapToObj(texts::textAt).toList();
    }

    private static boolean fit(List<String> texts, int count) {
        return count > 1
                && texts.size() == count
                && texts.stream().distinct().count() == count
                && texts.stream().noneMatch(String::isBlank);
    }
}
