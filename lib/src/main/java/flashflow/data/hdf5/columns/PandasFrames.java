package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.razorvine.pickle.Unpickler;

/**
 * Data frames that pandas wrote by {@code to_hdf}. In the fixed format, columns of one type lie side by side in a block whose names
 * are a dataset of texts. In the table format they are fields of a compound dataset, or arrays in such fields whose names are a
 * pickled list in an attribute.
 */
final class PandasFrames {
    private static final String TYPE = "pandas_type";

    private PandasFrames() {}

    /** Adds the columns of a group that is a frame; false if it is none. */
    static boolean add(Hdf5Storage storage, Members group, Candidates catalogue) {
        String type = new Attributes(group.header()).text(TYPE).orElse("");
        switch (type) {
            case "frame" -> addBlocks(storage, group, catalogue);
            case "frame_table", "appendable_frame" -> addTable(group, catalogue);
            case "series" -> addSeries(group, catalogue);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void addBlocks(Hdf5Storage storage, Members group, Candidates catalogue) {
        for (int block = 0; group.names().contains("block" + block + "_values"); block++) {
            String name = "block" + block;
            var values = group.dataset(name + "_values");
            var items = group.dataset(name + "_items");
            var names = items.map(found -> names(storage, found)).orElse(List.of());
            boolean isReadable = values.isPresent() && values.get().width() == names.size();
            if (isReadable && !hasFields(values.get())) {
                names.forEach(column -> catalogue.refuse(
                        column, "pandas wrote its values as Python objects; write the frame with format='table'"));
            } else if (isReadable) {
                var found = values.get();
                for (int i = 0; i < names.size(); i++) {
                    catalogue.add(new StoredColumn(names.get(i), found, i, 0, found.stored()));
                }
            } else {
                catalogue.refuse(name, "its names or values cannot be read");
            }
        }
        group.dataset("axis1").filter(PandasFrames::hasFields).ifPresent(index -> addWhole("index", index, catalogue));
    }

    private static void addSeries(Members group, Candidates catalogue) {
        group.dataset("values")
                .filter(PandasFrames::hasFields)
                .ifPresent(found -> addWhole("values", found, catalogue));
        group.dataset("index").filter(PandasFrames::hasFields).ifPresent(found -> addWhole("index", found, catalogue));
    }

    private static boolean hasFields(DatasetHeader dataset) {
        var fields = ElementFields.of(dataset.stored()).fields();
        return fields.size() == 1 && fields.get(0).name().isEmpty();
    }

    private static void addWhole(String name, DatasetHeader dataset, Candidates catalogue) {
        if (dataset.width() == 1) {
            catalogue.add(new StoredColumn(name, dataset, 0, 0, dataset.stored()));
        }
    }

    /** Texts, or whole numbers, which are names in pandas too. */
    private static List<String> names(Hdf5Storage storage, DatasetHeader items) {
        if (items.stored().kind() == Datatype.Kind.TEXT) {
            return Labels.texts(storage, items);
        }
        return NumberedNames.of(storage, items);
    }

    private static void addTable(Members group, Candidates catalogue) {
        var table = group.dataset("table")
                .orElseThrow(
                        () -> new FlashFlowException("File " + group.storage().path() + ", group '" + group.path()
                                + "': pandas' table is missing; write the frame again."));
        var attributes = new Attributes(table.header());
        for (Datatype.Member member : table.stored().parts().members()) {
            var fields = ElementFields.of(member.type()).fields();
            var names = member.name().startsWith("values_block_")
                    ? pickled(attributes.text(member.name() + "_kind").orElse(""))
                    : List.<String>of();
            for (int i = 0; i < fields.size(); i++) {
                var field = fields.get(i);
                String name = names.size() == fields.size()
                        ? names.get(i)
                        : ElementFields.inside(member.name(), "") + field.name();
                catalogue.add(new StoredColumn(name, table, 0, member.offset() + field.offset(), field.type()));
            }
        }
    }

    /** A list of texts that Python pickled, as pandas keeps its columns' names. */
    private static List<String> pickled(String text) {
        try {
            Object list = new Unpickler().loads(text.getBytes(StandardCharsets.ISO_8859_1));
            return list instanceof List<?> names
                    ? names.stream()
                            .flatMap(name -> Stream.of(String.valueOf(name)))
                            .toList()
                    : List.of();
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }
}
