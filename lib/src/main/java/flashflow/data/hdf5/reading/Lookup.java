package flashflow.data.hdf5.reading;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.hdf5.format.Group;
import flashflow.data.hdf5.format.Link;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.format.Storage;
import java.util.List;

/** Finds an object by its path, through groups and soft links; those lead on from the group in which they lie. */
final class Lookup {
    /** As in the HDF5 library; more means that they lead in a circle. */
    private static final int MOST_SOFT_LINKS = 16;

    private static final int NAMES_SHOWN = 10;

    private record Step(String path, ObjectHeader header) {}

    private final Storage storage;
    private final long root;
    private final Place place;
    private int softLinks;

    Lookup(Storage storage, long root, Place place) {
        this.storage = storage;
        this.root = root;
        this.place = place;
    }

    /** The header of the dataset that the place names. */
    ObjectHeader dataset() {
        var found = object();
        if (!found.isDataset()) {
            throw found.isGroup()
                    ? Unsuitable.so(place, "this is a group and no dataset, it holds " + names(found), "name a dataset")
                    : Unsuitable.of(place, "this is a type with a name and no dataset", "name a dataset");
        }
        return found;
    }

    /** The header of the group or dataset that the place names. */
    ObjectHeader object() {
        return follow(start(), place.dataset()).header();
    }

    private Step start() {
        return new Step("/", ObjectHeader.read(storage, root));
    }

    private Step follow(Step from, String path) {
        var step = path.startsWith("/") ? start() : from;
        for (String name : path.split("/")) {
            step = name.isEmpty() || name.equals(".") ? step : member(step, name);
        }
        return step;
    }

    private Step member(Step group, String name) {
        if (!group.header().isGroup()) {
            throw Unsuitable.of(
                    place, "'" + group.path() + "' is no group and has no member '" + name + "'", "name a dataset");
        }
        var link = Group.members(group.header()).get(name);
        if (link == null) {
            String where = group.path().equals("/") ? "the file" : "the group '" + group.path() + "'";
            throw Unsuitable.of(
                    place,
                    "there is no such dataset, " + where + " holds " + names(group.header()) + " and no '" + name + "'",
                    "check the name");
        }
        return target(group, name, link);
    }

    private Step target(Step group, String name, Link link) {
        String path = (group.path().equals("/") ? "/" : group.path() + "/") + name;
        return switch (link.kind()) {
            case HARD -> new Step(path, ObjectHeader.read(storage, link.address()));
            case SOFT -> behind(group, path, link);
            case EXTERNAL -> throw external(path, link);
            case UNKNOWN ->
                throw place.refuse("'" + path + "' is a link of an unknown kind", "name the dataset itself");
        };
    }

    private Step behind(Step group, String path, Link link) {
        if (++softLinks > MOST_SOFT_LINKS) {
            throw place.refuse("the soft link '" + path + "' leads in a circle", "name the dataset itself");
        }
        try {
            return follow(group, link.path());
        } catch (FlashFlowException e) {
            if (softLinks > MOST_SOFT_LINKS) {
                throw e;
            }
            throw place.refuse(
                    "'" + path + "' is a soft link to '" + link.path() + "', which cannot be opened ("
                            + afterColon(e.getMessage()) + ")",
                    "name the dataset itself",
                    e);
        }
    }

    private static String afterColon(String sentence) {
        int wrong = sentence.indexOf("': ");
        int remedy = sentence.lastIndexOf("; ");
        return wrong >= 0 && remedy > wrong ? sentence.substring(wrong + 3, remedy) : sentence;
    }

    private FlashFlowException external(String path, Link link) {
        return place.refuse(
                "'" + path + "' is an external link to '" + link.path() + "' in the file '" + link.file() + "'",
                "open that file, with the dataset '" + link.path() + "'");
    }

    private static String names(ObjectHeader group) {
        var all = List.copyOf(Group.members(group).keySet());
        return all.size() <= NAMES_SHOWN
                ? all.toString()
                : all.subList(0, NAMES_SHOWN) + " and " + (all.size() - NAMES_SHOWN) + " more";
    }
}
