package flashflow.data.hdf5.look;

import flashflow.data.hdf5.format.Attribute;
import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.format.Link;
import flashflow.data.hdf5.format.ObjectHeader;
import java.util.Comparator;
import java.util.List;

/**
 * A group, a dataset, a type or a link, in words.
 *
 * @param path in the file, without a slash at its beginning; the root is one
 * @param shape extent of a dataset, number of members of a group
 * @param type of a dataset's elements, or what else it is
 * @param opening how it can be opened
 * @param storage of a dataset's elements
 * @param attributes each as a text, by name
 */
record LookRow(String path, String shape, String type, Opening opening, String storage, List<String> attributes) {
    private static final int MOST_ATTRIBUTES = 200;

    static LookRow of(String path, String type, Opening opening) {
        return new LookRow(path, "", type, opening, "", List.of());
    }

    static LookRow damaged(String path, String type, String reason) {
        return of(path, type, Opening.not("damaged: " + reason));
    }

    static LookRow group(String path, int members, Opening opening, ObjectHeader header) {
        String shape = members == 1 ? "1 member" : members + " members";
        return new LookRow(path, shape, "group", opening, "", attributes(header));
    }

    static LookRow dataset(DatasetFacts facts, Opening opening, ObjectHeader header) {
        return new LookRow(
                facts.path(),
                facts.space().isNull() ? "empty" : Shown.shape(facts.space().extent()),
                TypeName.of(facts.type()),
                opening,
                Damage.or(() -> StorageText.of(header), reason -> "damaged: " + reason),
                attributes(header));
    }

    /** A type that has a name. */
    static LookRow type(String path, ObjectHeader header) {
        String type =
                Damage.or(() -> "type " + TypeName.of(Datatype.of(header)), reason -> "neither group nor dataset");
        return of(path, type, Opening.NONE);
    }

    /** @param leads whether there is something at its end */
    static LookRow soft(String path, Link link, boolean leads) {
        String type = "soft link to '" + Shown.plain(link.path()) + "'";
        return of(path, type, leads ? Opening.NONE : Opening.not("dangling: it leads to nothing in this file"));
    }

    static LookRow external(String path, Link link) {
        String type = "external link to '" + Shown.plain(link.path()) + "' in '" + Shown.plain(link.file()) + "'";
        return of(path, type, Opening.not("open that file: Hdf5.look(Path.of(" + Shown.literal(link.file()) + "))"));
    }

    /** Whether it is a dataset of one dimension of plain elements. */
    boolean isSingleColumn() {
        return shape.endsWith(",)") && !type.startsWith("compound");
    }

    private static List<String> attributes(ObjectHeader header) {
        return Damage.or(
                () -> attributes(new Attributes(header).all()),
                reason -> List.of("(attributes cannot be read: " + reason + ")"));
    }

    private static List<String> attributes(List<Attribute> all) {
        return all.stream()
                .sorted(Comparator.comparing(Attribute::name))
                .limit(MOST_ATTRIBUTES)
                .map(AttributeText::of)
                .toList();
    }
}
