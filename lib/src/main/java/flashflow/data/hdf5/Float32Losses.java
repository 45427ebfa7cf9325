package flashflow.data.hdf5;

import flashflow.data.ColumnLayout;
import flashflow.data.StoredRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
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
    private final double[][] exact;
    private int looked;

    private Float32Losses(ColumnLayout layout, int rows) {
        this.layout = layout;
        this.exact = new double[layout.width()][rows];
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
            long here = Math.min(left, part.file().rows().rows());
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
        double share = (double) exact[0].length / wide;
        long left = rows;
        double due = 0;
        for (FilePart part : parts) {
            long here = Math.min(left, part.file().rows().rows());
            left -= here;
            if (part.type().isWide() && here > 0) {
                due += here * share;
                int count = (int) Math.min(Math.min(here, exact[0].length - looked), Math.ceil(due) - looked);
                look(part, here, count);
            }
        }
    }

    /** Rows in stretches at even distances, the last ones among them. */
    private void look(FilePart part, long rows, int count) {
        int stretches = count < rows ? Math.min(STRETCHES, count) : 1;
        var values = part.rows();
        var rests = part.view(ElementType.View.REST);
        for (int i = 0; i < stretches; i++) {
            int here = (int) ((long) count * (i + 1) / stretches - (long) count * i / stretches);
            long first = stretches == 1 ? rows - here : (rows - here) / (stretches - 1) * i;
            add(values, rests, i == stretches - 1 ? rows - here : first, here);
        }
    }

    private void add(StoredRows values, StoredRows rests, long first, int count) {
        int width = layout.width();
        float[] high = new float[count * width];
        float[] low = new float[count * width];
        values.read(first, count, high, 0);
        rests.read(first, count, low, 0);
        for (int i = 0; i < high.length; i++) {
            exact[i % width][looked + i / width] = Float.isInfinite(high[i]) ? high[i] : high[i] + (double) low[i];
        }
        looked += count;
    }

    private List<String> sentences(long wide) {
        var sentences = new ArrayList<String>();
        for (int column = 0; column < exact.length; column++) {
            double[] values = Arrays.copyOf(exact[column], looked);
            double[] rounded = DoubleStream.of(values).map(v -> (float) v).toArray();
            long changed = IntStream.range(0, looked)
                    .filter(i -> Double.compare(values[i], rounded[i]) != 0)
                    .count();
            boolean whole = DoubleStream.of(values).allMatch(v -> v == Math.rint(v));
            long before = distinct(values);
            long after = distinct(rounded);
            if (whole ? changed > 0 : before - after > TOLD_FROM * before) {
                sentences.add(sentence(layout.columns().get(column), changed, before, after, wide));
            }
        }
        return sentences;
    }

    private static long distinct(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, sorted.length)
                .filter(i -> i == 0 || sorted[i] != sorted[i - 1])
                .count();
    }

    private String sentence(String column, long changed, long before, long after, long wide) {
        String of = looked == wide ? "all " : "the ";
        String rows = looked == wide ? " rows" : " rows looked at";
        return String.format(
                Locale.ROOT,
                "Column '%s': %,d of %s%,d%s hold a value that float32 rounds, and of %,d distinct values %,d are left;"
                        + " subtract an offset, split it into two columns or leave it out where they have to be told apart.",
                column,
                changed,
                of,
                looked,
                rows,
                before,
                after);
    }
}
