package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where columns are looked for: a group, a dataset, or a part of one, {@code jet_features[:, 0, :]}.
 *
 * @param path of the group or dataset
 * @param slices for each dimension what is taken of it; empty for all
 */
record DatasetPlace(String path, List<Slice> slices) {
    private static final Pattern WITH_SLICES = Pattern.compile("(.+?)\\[([^\\[\\]]*)]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern RANGE = Pattern.compile("(\\d{0,9}):(\\d{0,9})");

    /**
     * What is taken of a dimension, as in Python.
     *
     * @param from first place
     * @param to one more than the last place; -1 for the end
     * @param isSingle whether it is one place, whose number needs no mention in the columns' names
     */
    record Slice(int from, int to, boolean isSingle) {
        static final Slice ALL = new Slice(0, -1, false);

        boolean isAll() {
            return from == 0 && to == -1;
        }

        boolean holds(int place) {
            return place >= from && (to < 0 || place < to);
        }
    }

    /** Reads a path with or without slices. */
    static DatasetPlace parse(String text) {
        var matcher = WITH_SLICES.matcher(text);
        if (!matcher.matches()) {
            return new DatasetPlace(text, List.of());
        }
        var slices = Stream.of(matcher.group(2).split(",", -1))
                .map(part -> slice(part.strip(), text))
                .toList();
        if (!slices.get(0).isAll()) {
            throw new FlashFlowException(
                    "The place '" + text + "' takes some rows only; write ':' for the first dimension,"
                            + " and choose rows with limit, everyNth or where.");
        }
        return new DatasetPlace(matcher.group(1), slices);
    }

    private static Slice slice(String part, String text) {
        if (NUMBER.matcher(part).matches()) {
            int place = Integer.parseInt(part);
            return new Slice(place, place + 1, true);
        }
        var range = RANGE.matcher(part);
        if (!range.matches()) {
            throw new FlashFlowException("The part '" + part + "' of '" + text
                    + "' is no place in a dimension; write ':', a number, or a range such as 0:3.");
        }
        int from = range.group(1).isEmpty() ? 0 : Integer.parseInt(range.group(1));
        return new Slice(from, range.group(2).isEmpty() ? -1 : Integer.parseInt(range.group(2)), false);
    }

    /**
     * What is taken of each dimension but the first.
     *
     * @param sides extent of the dimensions
     * @throws FlashFlowException if there are more or fewer slices than dimensions, or nothing is left
     */
    List<Slice> of(List<Integer> sides) {
        if (slices.isEmpty()) {
            return sides.stream().map(side -> Slice.ALL).toList();
        }
        if (slices.size() != sides.size() + 1) {
            throw new FlashFlowException("The place '" + path + "' was given " + slices.size() + " slices, and it has "
                    + (sides.size() + 1) + " dimensions; give one for each.");
        }
        var others = new ArrayList<>(slices.subList(1, slices.size()));
        for (int i = 0; i < others.size(); i++) {
            var slice = others.get(i);
            if (slice.from() >= sides.get(i)
                    || slice.to() > sides.get(i)
                    || slice.to() >= 0 && slice.to() <= slice.from()) {
                throw new FlashFlowException("The place '" + path + "' has " + sides.get(i) + " places along dimension "
                        + (i + 1) + ", and " + slice.from() + ":" + slice.to() + " was asked for; stay within them.");
            }
        }
        return others;
    }
}
