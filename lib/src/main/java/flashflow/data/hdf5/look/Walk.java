package flashflow.data.hdf5.look;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.format.Group;
import flashflow.data.hdf5.format.Link;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Goes through the groups of a file, each object once, and writes a row for each. */
final class Walk {
    static final int MOST_ROWS = 1000;
    static final int MOST_LEFT = 100_000;
    private static final int DEEPEST = 64;

    private final Hdf5Storage storage;
    private final ObjectHeader start;
    private final List<LookRow> rows = new ArrayList<>();
    private final Map<Long, String> seen = new HashMap<>();
    private int left;

    private Walk(Hdf5Storage storage, ObjectHeader start) {
        this.storage = storage;
        this.start = start;
    }

    /** Where the walk is: a group and its datasets, and of which frame they are parts, if of any. */
    private record Spot(int depth, List<DatasetFacts> datasets, String part) {}

    /** The object at a path, and all below it. */
    static Walk from(Hdf5Storage storage, String path) {
        var start = storage.object(path);
        var walk = new Walk(storage, start);
        var link = new Link(Link.Kind.HARD, start.address(), "", "");
        walk.object(Member.of(path, link, start), new Spot(0, List.of(), ""));
        return walk;
    }

    List<LookRow> rows() {
        return rows;
    }

    /** Objects beyond the rows, counted up to {@link #MOST_LEFT}. */
    int left() {
        return left;
    }

    private boolean isFull() {
        return rows.size() >= MOST_ROWS;
    }

    private void add(LookRow row) {
        if (isFull()) {
            left++;
        } else {
            rows.add(row);
        }
    }

    private void object(Member member, Spot spot) {
        String before = seen.putIfAbsent(member.link().address(), member.path());
        if (before != null) {
            add(LookRow.of(member.path(), "the same as '" + Shown.plain(before) + "'", Opening.NONE));
        } else if (member.isGroup()) {
            group(member, spot);
        } else if (isFull()) {
            left++;
        } else {
            rows.add(leaf(member, spot));
        }
    }

    private static LookRow leaf(Member member, Spot spot) {
        if (!member.fault().isEmpty()) {
            return LookRow.damaged(member.path(), member.isDataset() ? "dataset" : "", member.fault());
        }
        var header = member.header().orElseThrow();
        return member.facts()
                .map(facts -> LookRow.dataset(facts, opening(facts, spot), header))
                .orElseGet(() -> LookRow.type(member.path(), header));
    }

    private static Opening opening(DatasetFacts facts, Spot spot) {
        return spot.part().isEmpty()
                ? HowToOpen.of(facts, GroupOpening.labels(facts, spot.datasets()))
                : Opening.not(spot.part());
    }

    private void group(Member group, Spot spot) {
        var header = group.header().orElseThrow();
        String path = group.path();
        if (spot.depth() > DEEPEST) {
            add(LookRow.of(path, "group", Opening.not("deep inside: Hdf5.look(path, " + Shown.literal(path) + ")")));
            return;
        }
        var damage = new ArrayList<String>();
        Map<String, Link> links = Damage.or(() -> Group.members(header), reason -> {
            damage.add(reason);
            return Map.of();
        });
        if (!damage.isEmpty()) {
            add(LookRow.damaged(path, "group", damage.get(0)));
            return;
        }
        members(group, links, spot);
    }

    private void members(Member group, Map<String, Link> links, Spot spot) {
        var header = group.header().orElseThrow();
        // A group's line depends on its datasets, so that they are read before; as many as can be shown.
        var first = read(group, links).limit(isFull() ? 0 : MOST_ROWS).toList();
        var datasets = first.stream().flatMap(member -> member.facts().stream()).toList();
        var opening =
                spot.part().isEmpty() ? GroupOpening.of(group.path(), header, datasets) : Opening.not(spot.part());
        add(LookRow.group(group.path(), links.size(), opening, header));
        String part = GroupOpening.isPandas(header) ? "a part of '" + Shown.plain(group.path()) + "'" : spot.part();
        var inside = new Spot(spot.depth() + 1, datasets, part);
        Stream.concat(first.stream(), read(group, links).skip(first.size()))
                .takeWhile(member -> left < MOST_LEFT)
                .forEach(member -> follow(member, inside));
    }

    private Stream<Member> read(Member group, Map<String, Link> links) {
        String before = group.path().equals("/") ? "" : group.path() + "/";
        return links.entrySet().stream().map(entry -> member(before + entry.getKey(), entry.getValue()));
    }

    private Member member(String path, Link link) {
        if (link.kind() != Link.Kind.HARD || seen.containsKey(link.address())) {
            return Member.unread(path, link, "");
        }
        return Damage.or(
                () -> Member.of(path, link, start.other(link.address())), reason -> Member.unread(path, link, reason));
    }

    private void follow(Member member, Spot spot) {
        String path = member.path();
        switch (member.link().kind()) {
            case HARD -> object(member, spot);
            case SOFT -> add(LookRow.soft(path, member.link(), isFull() || leads(path)));
            case EXTERNAL -> add(LookRow.external(path, member.link()));
            case UNKNOWN -> add(LookRow.of(path, "link of an unknown kind", Opening.NONE));
        }
    }

    private boolean leads(String path) {
        try {
            storage.object(path);
            return true;
        } catch (FlashFlowException e) {
            return false;
        }
    }
}
