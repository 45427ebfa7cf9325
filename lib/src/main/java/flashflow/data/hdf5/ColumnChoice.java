package flashflow.data.hdf5;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which columns of a file make a row, and how they are called: by name where the file names its columns, by number where
 * somebody says so, else by position.
 *
 * @param layout the names of the row's columns
 * @param columns for each column of the row its place in the file
 * @param fileWidth columns in the file
 * @param guess where the columns were taken by position alone: a sentence that says so
 */
record ColumnChoice(ColumnLayout layout, List<Integer> columns, int fileWidth, Optional<String> guess) {
    private static final String CURE = "choose columns by number, Hdf5Dataset.of(layout, file).columns(0, 1, ...)";

    /**
     * Finds the columns of a layout in a file. If the file knows all the names, they say where the columns are. If it knows
     * none of them and has just as many columns, the positions do and the file's names are taken; a file without names may
     * have more; both are guesses. Anything else would mix up columns.
     */
    public static ColumnChoice of(ColumnLayout wanted, List<String> names, int fileWidth, Place place) {
        int width = wanted.width();
        if (fileWidth < width) {
            throw place.refuse(
                    "it has " + fileWidth + " columns and the layout needs " + width,
                    "check the layout: " + wanted.context().size() + " context and "
                            + wanted.targets().size() + " target columns");
        }
        var columns = wanted.columns();
        long known = columns.stream().filter(names::contains).count();
        if (known == width) {
            return new ColumnChoice(wanted, columns.stream().map(names::indexOf).toList(), fileWidth, Optional.empty());
        }
        if (known > 0 || !names.isEmpty() && fileWidth > width) {
            String missing =
                    columns.stream().filter(c -> !names.contains(c)).findFirst().orElseThrow();
            throw place.refuse(
                    "it names its columns, but none is '" + missing + "'",
                    "use a layout with the file's names " + names + ", or " + CURE);
        }
        var layout = names.isEmpty() ? wanted : renamed(wanted, names);
        var firstColumns = IntStream.range(0, width).boxed().toList();
        return new ColumnChoice(
                layout, firstColumns, fileWidth, Optional.of(guess(wanted, !names.isEmpty(), fileWidth, place)));
    }

    /**
     * Takes columns by their numbers, whatever the file calls them.
     *
     * @param numbers for each column of the layout its number in the file, from 0
     * @throws FlashFlowException if there are not as many, one is no column of the file, or is given twice
     */
    public static ColumnChoice numbered(ColumnLayout layout, List<Integer> numbers, int fileWidth, Place place) {
        if (numbers.size() != layout.width()) {
            throw place.refuse(
                    numbers.size() + " columns were chosen by number and the layout needs " + layout.width(),
                    "give one number for each name");
        }
        for (int number : numbers) {
            if (number < 0 || number >= fileWidth || numbers.indexOf(number) != numbers.lastIndexOf(number)) {
                throw place.refuse(
                        "the chosen column " + number + " is chosen twice or is none of its " + fileWidth + " columns",
                        "give different numbers from 0 to " + (fileWidth - 1));
            }
        }
        return new ColumnChoice(layout, List.copyOf(numbers), fileWidth, Optional.empty());
    }

    /** The same, but refusing to guess where columns of other names, or some of a wider file, would be taken. */
    public ColumnChoice certain(ColumnLayout wanted, Place place) {
        if (guess.isEmpty() || layout.equals(wanted) && fileWidth == wanted.width()) {
            return this;
        }
        String wrong = layout.equals(wanted)
                ? "it has " + fileWidth + " columns without names, and the layout has " + wanted.width()
                : "it calls its columns " + layout.columns() + ", none of them as the layout does";
        throw place.refuse(wrong, "open it with a layout of its own, or " + CURE);
    }

    private static String guess(ColumnLayout wanted, boolean isNamed, int fileWidth, Place place) {
        int width = wanted.width();
        String names = isNamed ? "it calls its columns otherwise than the layout" : "it does not name its columns";
        String which = fileWidth == width ? "its " + width : "the first " + width + " of its " + fileWidth;
        int context = wanted.context().size();
        return place.sentence(
                names + ", and " + which + " are taken by position: " + range(wanted.context(), 0, "context")
                        + range(wanted.targets(), context, "targets"),
                "if that is not so, " + CURE);
    }

    /** Such as "0 to 13 as context (dr to flavour), ". */
    private static String range(List<String> names, int first, String role) {
        if (names.isEmpty()) {
            return "";
        }
        int last = names.size() - 1;
        String comma = role.equals("context") ? ", " : "";
        return last == 0
                ? first + " as " + role + " (" + names.get(0) + ")" + comma
                : first + " to " + (first + last) + " as " + role + " (" + names.get(0) + " to " + names.get(last) + ")"
                        + comma;
    }

    private static ColumnLayout renamed(ColumnLayout layout, List<String> names) {
        int context = layout.context().size();
        return new ColumnLayout(
                new ArrayList<>(names.subList(0, context)), new ArrayList<>(names.subList(context, layout.width())));
    }
}
