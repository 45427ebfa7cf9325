package flashflow.data.hdf5;

import flashflow.data.ColumnLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is lost when float64 and integers become float32: whole numbers beyond 2^24 are rounded, and values close to each other but
 * far from zero, such as times in seconds, fall together. Looked for in a bounded number of rows from all over the dataset.
 */
final class Float32Losses {
    /** Values that are looked at. */
    private static final int MOST_VALUES = 1 << 21;

    private static final int LEAST_ROWS = 1 << 12;
    private static final int STRETCHES = 64;

    /** Of the distinct real values; fewer fall together by chance in any float32 column. */
    private static final double TOLD_FROM = 0.01;

    private final ColumnLayout layout;
    private final long[][] exact;
    private final float[][] value;
    private final long[] rounded;
    private final boolean[] isWhole;
    private int looked;

    private Float32Losses(ColumnLayout layout, int rows) {
        this.layout = layout;
        this.exact = new long[layout.width()][rows];
        this.value = new float[layout.width()][rows];
        this.rounded = new long[layout.width()];
        this.isWhole = new boolean[layout.width()];
        Arrays.fill(isWhole, true);
    }

    /**
     * One sentence for each column that loses something.
     *
     * @param rows of all parts together that are used, from the start
     */
    static List<String> find(List<FilePart> parts, ColumnLayout layout, long rows) {
        long wide = 0;
        long left = rows;
        for (FilePart part : parts) {
            long here = Math.min(left, part.file().rows().rowCount());
            wide += part.type().isWide() ? here : 0;
            left -= here;
        }
        if (wide == 0) {
            return List.of();
        }
        int most = Math.max(LEAST_ROWS, MOST_VALUES / layout.width());
        var losses = new Float32Losses(layout, (int) Math.min(most, wide));
        losses.look(parts, rows, wide);
        return losses.sentences(wide);
    }

    /** Each part gives its share of the rows. */
    private void look(List<FilePart> parts, long rows, long wide) {
        double share = (double) value[0].length / wide;
        long left = rows;
        double due = 0;
        for (FilePart part : parts) {
            long here = Math.min(left, part.file().rows().rowCount());
            left -= here;
            if (part.type().isWide() && here > 0) {
                due += here * share;
                int count = (int) Math.min(Math.min(here, value[0].length - looked), Math.ceil(due) - looked);
                look(part, here, count);
            }
        }
    }

    /** Rows in stretches at even distances, the last ones among them. */
    private void look(FilePart part, long rows, int count) {
        int stretches = count < rows ? Math.min(STRETCHES, count) : 1;
        for (int i = 0; i < stretches; i++) {
            int here = (int) ((long) count * (i + 1) / stretches - (long) count * i / stretches);
            long first = i == stretches - 1 ? rows - here : (rows - here) / (stretches - 1) * i;
            add(part, first, here);
        }
        part.file().forgetViews();
    }

    private void add(FilePart part, long first, int count) {
        int width = layout.width();
        float[] values = new float[count * width];
        part.rows().read(first, count, values, 0);
        long[] stored = part.exact(first, count);
        for (int i = 0; i < stored.length; i++) {
            int column = i % width;
            exact[column][looked + i / width] = stored[i];
            value[column][looked + i / width] = values[i];
            rounded[column] += part.type().isHeld(stored[i]) ? 0 : 1;
            isWhole[column] &= part.type().isWhole(stored[i]);
        }
        looked += count;
    }

    private List<String> sentences(long wide) {
        var sentences = new ArrayList<String>();
        for (int column = 0; column < exact.length; column++) {
            long before = distinct(Arrays.copyOf(exact[column], looked));
            float[] values = Arrays.copyOf(value[column], looked);
            long after = distinct(IntStream.range(0, looked)
                    .mapToLong(i -> Float.floatToIntBits(values[i]))
                    .toArray());
            if (isWhole[column] ? rounded[column] > 0 : before - after > TOLD_FROM * before) {
                sentences.add(sentence(layout.columns().get(column), rounded[column], before, after, wide));
            }
        }
        return sentences;
    }

    private static long distinct(long[] values) {
        Arrays.sort(values);
        return IntStream.range(0, values.length)
                .filter(i -> i == 0 || values[i] != values[i - 1])
                .count();
    }

    private String sentence(String column, long roundedValues, long before, long after, long wide) {
        String of = looked == wide ? "all " : "the ";
        String rows = looked == wide ? " rows" : " rows looked at";
        return String.format(
                Locale.ROOT,
                "Column '%s': %,d of %s%,d%s hold a value that float32 rounds, and of %,d distinct values %,d are left;"
                        + " subtract an offset, split it into two columns or leave it out where they have to be told apart.",
                column,
                roundedValues,
                of,
                looked,
                rows,
                before,
                after);
    }
}
