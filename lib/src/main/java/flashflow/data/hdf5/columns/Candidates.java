package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All datasets of some places of a file, in their order; and what is none, with the reason. */
final class Candidates {
    private static final int DEEPEST = 32;

    /** LEGEND's lists of different lengths: a group of all elements and of where each list ends. */
    private static final List<String> JAGGED = List.of("cumulative_length", "flattened_data");

    private final Hdf5Storage storage;
    private final List<Candidate> found = new ArrayList<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    /** The place that is being looked at. */
    private String asked = "";

    private Candidates(Hdf5Storage storage) {
        this.storage = storage;
    }

    /**
     * Looks for datasets.
     *
     * @param places groups and datasets, or parts of these
     * @throws FlashFlowException if there is no such place
     */
    static Candidates in(Hdf5Storage storage, List<String> places) {
        var candidates = new Candidates(storage);
        for (String place : places) {
            candidates.asked = place;
            candidates.add(DatasetPlace.parse(place));
        }
        return candidates;
    }

    List<Candidate> found() {
        return found;
    }

    /** Names of what is no column, and why. */
    Map<String, String> reasons() {
        return reasons;
    }

    void add(StoredColumn column) {
        found.add(Candidate.ready(asked, column));
    }

    void refuse(String name, String reason) {
        reasons.put(name, reason);
    }

    private void add(DatasetPlace place) {
        var header = storage.object(place.path());
        if (header.isDataset()) {
            String name = Members.stripped(place.path());
            addDataset(storage.dataset(header, place.path()), place, "", name.substring(name.lastIndexOf('/') + 1));
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
        ObjectHeader member = group.object(name);
        if (member.isDataset()) {
            var dataset = storage.dataset(member, group.pathOf(name));
            addDataset(dataset, new DatasetPlace(group.pathOf(name), List.of()), path, path);
        } else if (member.isGroup() && depth < DEEPEST) {
            addGroup(Members.of(storage, group.pathOf(name), member), path, depth + 1);
        }
    }

    private void addDataset(DatasetHeader dataset, DatasetPlace place, String base, String alone) {
        var fields = ElementFields.of(dataset.stored());
        fields.unreadable().forEach(reason -> reasons.put(alone, reason));
        if (!fields.fields().isEmpty()) {
            found.add(Candidate.of(asked, dataset, place.of(dataset.sides()), base, alone));
        }
    }
}
