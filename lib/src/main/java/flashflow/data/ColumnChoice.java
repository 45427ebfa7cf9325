package flashflow.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a file make a row, and how they are called: by name where the file names its columns, else by position.
 *
 * @param layout the names of the row's columns
 * @param columns for each column of the row its place in the file
 * @param fileWidth columns in the file
 */
public record ColumnChoice(ColumnLayout layout, List<Integer> columns, int fileWidth) {
    /**
     * Finds the columns of a layout in a file. If the file knows all the names, they say where the columns are. If it knows
     * none of them and has just as many columns, the positions do and the file's names are taken; a file without names may
     * have more. Anything else would be guessing, and mix up columns.
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
            return new ColumnChoice(wanted, columns.stream().map(names::indexOf).toList(), fileWidth);
        }
        if (known > 0 || !names.isEmpty() && fileWidth > width) {
            String missing =
                    columns.stream().filter(c -> !names.contains(c)).findFirst().orElseThrow();
            throw place.refuse(
                    "it names its columns, but none is '" + missing + "'",
                    "use a layout with the file's names " + names);
        }
        var firstColumns = java.util.stream.IntStream.range(0, width).boxed().toList();
        return new ColumnChoice(names.isEmpty() ? wanted : renamed(wanted, names), firstColumns, fileWidth);
    }

    private static ColumnLayout renamed(ColumnLayout layout, List<String> names) {
        int context = layout.context().size();
        return new ColumnLayout(
                new ArrayList<>(names.subList(0, context)), new ArrayList<>(names.subList(context, layout.width())));
    }
}
