package flashflow.data;

import flashflow.FlashFlowException;
import java.util.List;
import java.util.stream.IntStream;

/** Some of a source's columns, or all of them, under names and in an order of one's own. */
public final class ChosenColumns implements RowSource {
    private final RowSource source;
    private final ColumnLayout layout;
    private final int[] places;
    private final boolean wholeRow;
    private final Pool<double[]> spares = Pool.ofThreads(() -> new double[0]);

    private ChosenColumns(RowSource source, ColumnLayout layout, int[] places) {
        this.source = source;
        this.layout = layout;
        this.places = places;
        this.wholeRow = places.length == source.width()
                && IntStream.range(0, places.length).allMatch(i -> places[i] == i);
    }

    /**
     * Finds columns by name.
     *
     * @param source where they come from; the source itself is given back where it has just these columns
     * @param layout the wanted columns
     * @throws FlashFlowException if the source lacks one of them
     */
    public static RowSource of(RowSource source, ColumnLayout layout) {
        if (source.layout().equals(layout)) {
            return source;
        }
        var there = source.layout().columns();
        for (String name : layout.columns()) {
            if (!there.contains(name)) {
                throw new FlashFlowException("The column '" + name
                        + "' is needed, and the data have none of that name; they have " + there
                        + ": rename or add it.");
            }
        }
        return source.only(layout);
    }

    /**
     * Takes columns by their places.
     *
     * @param layout names for them
     * @param places for each column of the layout its index in the source's rows
     */
    public static RowSource at(RowSource source, ColumnLayout layout, List<Integer> places) {
        if (places.size() != layout.width() || places.stream().anyMatch(p -> p < 0 || p >= source.width())) {
            throw new FlashFlowException("The places " + places + " are no " + layout.width() + " columns of the "
                    + source.width() + " that there are; give one place for each name, counted from 0.");
        }
        return new ChosenColumns(
                source, layout, places.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public int width() {
        return places.length;
    }

    @Override
    public List<String> fileNames() {
        return source.fileNames();
    }

    @Override
    public long rowCount() {
        return source.rowCount();
    }

    @Override
    public int blockRows() {
        return source.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        if (wholeRow) {
            source.read(firstRow, rows, into, offset);
            return;
        }
        int width = source.width();
        float[] whole = new float[Math.multiplyExact(rows, width)];
        source.read(firstRow, rows, whole, 0);
        for (int row = 0, target = offset; row < rows; row++) {
            int start = row * width;
            for (int place : places) {
                into[target++] = whole[start + place];
            }
        }
    }

    @Override
    public int readChecked(long firstRow, int rows, float[] into, int offset) {
        return wholeRow
                ? source.readChecked(firstRow, rows, into, offset)
                : RowSource.super.readChecked(firstRow, rows, into, offset);
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        int width = source.width();
        double[] spare = spares.take();
        double[] whole = spare.length < Math.multiplyExact(rows, width) ? new double[rows * width] : spare;
        source.readExact(firstRow, rows, whole, 0);
        for (int row = 0, target = offset; row < rows; row++) {
            for (int place : places) {
                into[target++] = whole[row * width + place];
            }
        }
        spares.give(whole);
    }

    @Override
    public List<ColumnType> types() {
        var types = source.types();
        return IntStream.of(places).mapToObj(types::get).toList();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        var stored = source.readStored(firstRow, rows);
        return IntStream.range(0, places.length)
                .mapToObj(i -> stored.get(places[i]).named(layout.columns().get(i)))
                .toList();
    }

    @Override
    public List<CarriedColumn> carried() {
        return source.carried();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        return source.readCarried(firstRow, rows);
    }

    /** Closes the source. */
    @Override
    public void close() {
        source.close();
    }
}
