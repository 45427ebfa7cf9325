package flashflow.data.hdf5;

import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.columns.RowsPart;
import flashflow.data.hdf5.reading.ElementType;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A file and the columns of it that belong to a dataset.
 *
 * @param file with at least one row
 * @param choice of its columns
 */
record FilePart(Hdf5File file, ColumnChoice choice) implements RowsPart {
    @Override
    public RowSource rows() {
        return new FileRows(this, floats());
    }

    private RowSource floats() {
        return ChosenColumns.at(file.rows(), choice.layout(), choice.columns());
    }

    @Override
    public String place() {
        return "File " + file.place().file() + ", dataset '" + file.place().dataset() + "'";
    }

    ElementType type() {
        return file.type();
    }

    /**
     * Consecutive rows as they are stored, whatever float32 makes of them.
     *
     * @return for each value the 64 bits of {@link ElementType}
     */
    long[] exact(long firstRow, int count) {
        var names = ColumnLayout.numbered(2 * choice.columns().size());
        var halves = choice.columns().stream()
                .flatMap(column -> Stream.of(2 * column, 2 * column + 1))
                .toList();
        float[] bits = new float[Math.multiplyExact(count, names.width())];
        ChosenColumns.at(file.halves(), names, halves).read(firstRow, count, bits, 0);
        long[] exact = new long[bits.length / 2];
        Arrays.setAll(exact, i -> ElementType.joined(bits[2 * i], bits[2 * i + 1]));
        return exact;
    }
}
