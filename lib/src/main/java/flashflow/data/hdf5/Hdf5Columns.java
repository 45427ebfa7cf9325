package flashflow.data.hdf5;

import flashflow.data.ColumnLayout;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.columns.ColumnStore;
import flashflow.data.hdf5.columns.ColumnsView;
import flashflow.data.hdf5.columns.HdfColumns;
import flashflow.data.hdf5.look.Nearest;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.Unsuitable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Begins a dataset of columns that HDF5 files keep in other ways than as one matrix: datasets of one column each, fields of
 * compound elements, places of a row of two or more dimensions, data frames of pandas, tables of PyTables. Says how datasets
 * become columns; then {@link #context} or any other step goes on with a {@link ColumnDataset.Builder}. Immutable.
 *
 * <pre>{@code
 * Hdf5Dataset.columns(file, "events/jets").context("gen_*").targets("pt", "btag").carry("event").open();
 * Hdf5Dataset.columns(file, "tracks").flatten().lengths("n_tracks").targets("d0", "z0").open();
 * Hdf5Dataset.columns(file, "jet_features[:, 0, :]").labels("labels").targets("jetPt", "jetMass").open();
 * }</pre>
 */
public final class Hdf5Columns {
    private final List<Path> files;
    private final List<String> places;
    private final ColumnsView view;
    private final Optional<String> lengths;

    private Hdf5Columns(List<Path> files, List<String> places, ColumnsView view, Optional<String> lengths) {
        this.files = List.copyOf(files);
        this.places = List.copyOf(places);
        this.view = view;
        this.lengths = lengths;
    }

    static Hdf5Columns of(List<Path> files, List<String> places) {
        return new Hdf5Columns(files, places.isEmpty() ? List.of("/") : places, ColumnsView.PLAIN, Optional.empty());
    }

    /**
     * Takes what lies along the second dimension as rows: of datasets (n, k) or (n, k, ...), n times k rows, where k is what
     * most of them have. Those of one dimension or of another second one say something of all k, and are repeated. Two more columns tell where a row comes from: {@code row}, the
     * place along the first dimension, from 0, and {@code position}, that along the second.
     */
    public Hdf5Columns flatten() {
        return with(new ColumnsView(true, view.transposed(), view.labels()));
    }

    /** After {@link #flatten}, keeps of each file's row only as many rows as a column says, and leaves out what fills it up. */
    public Hdf5Columns lengths(String column) {
        return new Hdf5Columns(files, places, view, Optional.of(column));
    }

    /**
     * Names the places of the last dimension.
     *
     * @param name of an attribute of the dataset, or of a dataset beside it, that holds one text for each place; by default names
     *     are looked for in those called {@code columns}, {@code labels}, {@code names} and the like
     */
    public Hdf5Columns labels(String name) {
        return with(new ColumnsView(view.flat(), view.transposed(), name));
    }

    /**
     * Takes the places of the second dimension as rows and those of the first as columns, as MATLAB writes; they are held in
     * memory. A vector, (n, 1) or (1, n), is a column of n rows.
     */
    public Hdf5Columns transposed() {
        return with(new ColumnsView(view.flat(), true, view.labels()));
    }

    private Hdf5Columns with(ColumnsView other) {
        return new Hdf5Columns(files, places, other, lengths);
    }

    /** Goes on with context columns; see {@link ColumnDataset.Builder#context}. */
    public ColumnDataset.Builder context(String... names) {
        return builder().context(names);
    }

    /** Goes on with target columns; see {@link ColumnDataset.Builder#targets}. */
    public ColumnDataset.Builder targets(String... names) {
        return builder().targets(names);
    }

    /** Goes on with columns that are carried along; see {@link ColumnDataset.Builder#carry}. */
    public ColumnDataset.Builder carry(String... names) {
        return builder().carry(names);
    }

    /** Goes on with the columns of a layout; see {@link ColumnDataset.Builder#layout}. */
    public ColumnDataset.Builder layout(ColumnLayout layout) {
        return builder().layout(layout);
    }

    /** Goes on with a condition; see {@link ColumnDataset.Builder#where}. */
    public ColumnDataset.Builder where(String condition) {
        return builder().where(condition);
    }

    /** Goes on with a mask; see {@link ColumnDataset.Builder#mask}. */
    public ColumnDataset.Builder mask(String column) {
        return builder().mask(column);
    }

    private ColumnDataset.Builder builder() {
        var cache = ChunkCache.ofDataset();
        var builder = ColumnDataset.files(files, file -> open(file, cache));
        lengths.ifPresent(column -> builder.where("position < `" + column + "`"));
        return builder;
    }

    private ColumnStore open(Path file, ChunkCache cache) {
        try {
            return HdfColumns.open(file, places, view, cache);
        } catch (Unsuitable e) {
            throw Nearest.pointedOut(e);
        }
    }
}
