package flashflow.data.hdf5.look;

import flashflow.data.hdf5.format.Link;
import flashflow.data.hdf5.format.ObjectHeader;
import java.util.Optional;

/**
 * A member of a group, as far as it is understood.
 *
 * @param path in the file
 * @param link that leads to it
 * @param header of the object; empty for links that are not hard, and where it is damaged
 * @param facts of a dataset that is not damaged
 * @param fault what is damaged; empty where nothing is
 */
record Member(String path, Link link, Optional<ObjectHeader> header, Optional<DatasetFacts> facts, String fault) {
    static Member unread(String path, Link link, String fault) {
        return new Member(path, link, Optional.empty(), Optional.empty(), fault);
    }

    static Member of(String path, Link link, ObjectHeader header) {
        var known = Optional.of(header);
        return Damage.or(
                () -> new Member(path, link, known, facts(path, header), ""),
                reason -> new Member(path, link, known, Optional.empty(), reason));
    }

    private static Optional<DatasetFacts> facts(String path, ObjectHeader header) {
        return header.isDataset() ? Optional.of(DatasetFacts.of(path, header)) : Optional.empty();
    }

    boolean isGroup() {
        return header.filter(ObjectHeader::isGroup).isPresent();
    }

    boolean isDataset() {
        return header.filter(ObjectHeader::isDataset).isPresent();
    }
}
