package flashflow.data.columns;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.util.Progress;
import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.Viewable;
import flashflow.data.ColumnLayout;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.data.Warnings;
import flashflow.data.loading.EngineBatches;
import flashflow.data.loading.LoaderConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/**
 * Rows of named columns, wherever these are kept: in one or several files, a table in memory, or any rows of one's own. Columns
 * are chosen by name, by the end of a name or by a pattern, get other names if wanted, and those that are carried keep their
 * own types. Values are read when they are asked for, where the files allow it.
 *
 * <pre>{@code
 * var jets = CsvDataset.columns(Path.of("jets-*.csv")).context("gen_*").targets("pt", "btag").carry("event")
 *         .where("abs(eta) < 2.5").open();
 * }</pre>
 *
 * <p>As a DJL dataset it gives batches with data (target x, context y) of shapes (N, D) and (N, C), shuffled anew each time.
 */
public final class ColumnDataset extends ForwardedRows implements Dataset, Viewable {
    private final List<ColumnStore> stores;
    private final Warnings warnings;
    private final String selected;
    private final EngineBatches batches;

    ColumnDataset(List<ColumnStore> stores, RowSource rows, Warnings warnings, String selected, LoaderConfig loader) {
        super(rows);
        this.stores = List.copyOf(stores);
        this.warnings = warnings;
        this.selected = selected;
        this.batches = new EngineBatches(this, loader);
    }

    /** Begins a dataset of the columns of a table; its values are copied on opening. */
    public static Builder of(Table table) {
        return new Builder(() -> List.of(TableColumns.store(table)));
    }

    /** Begins a dataset of the columns of any rows, which are closed with it. */
    public static Builder of(RowSource source) {
        return of(() -> new SourceStore(source));
    }

    /** Begins a dataset of the columns of one store, which is opened and closed with it. */
    public static Builder of(Supplier<? extends ColumnStore> store) {
        return new Builder(() -> List.of(store.get()));
    }

    /**
     * Begins a dataset of the columns of files.
     *
     * @param paths files of the same columns; in the last name of each {@code *} and {@code ?} stand for other characters, and
     *     the files found are taken in the order of their names
     * @param home opens a file
     */
    public static Builder files(List<Path> paths, Function<Path, ? extends ColumnStore> home) {
        return new Builder(() -> OpenStores.all(FileGlob.files(paths), home));
    }

    @Override
    public RowSource only(ColumnLayout columns) {
        return rows.only(columns);
    }

    @Override
    public List<String> fileNames() {
        return stores.stream()
                .flatMap(store -> store.fileNames().stream())
                .distinct()
                .toList();
    }

    /**
     * What a user should know about the data, in sentences, found on opening and printed then: what a store has to say, and
     * conditions that NaN decided.
     */
    public List<String> warnings() {
        return warnings.sentences();
    }

    /** Rows, columns, where they are, rows left out by each step, and {@link #warnings}. */
    @Override
    public String toString() {
        return summary() + warnings.lines();
    }

    /** The same, with a table of the columns, what each is for, and its type. */
    @Override
    public String toHtml() {
        return HtmlTable.whole(ColumnRoles.table(this, summary())) + Html.warnings(warnings());
    }

    private String summary() {
        String carried = carried().isEmpty() ? "" : ", and " + carried().size() + " carried along,";
        String where = stores.size() == 1 ? ColumnSearch.where(stores.get(0)) : stores.size() + " files";
        return String.format(
                        Locale.ROOT,
                        "%,d rows of %d context and %d target columns%s in %s",
                        rowCount(),
                        layout().context().size(),
                        layout().targets().size(),
                        carried,
                        where)
                + selected;
    }

    @Override
    public Iterable<Batch> getData(NDManager manager) {
        return batches.over(manager);
    }

    @Override
    public void prepare(Progress progress) {
        // All was checked on opening; there is nothing to fetch.
    }

    /** Closes the files; they can be deleted from then on. */
    @Override
    public void close() {
        batches.close();
        rows.close();
        stores.forEach(ColumnStore::close);
    }

    /** Settings of a dataset; {@link #open} looks for the columns. Each step gives this builder. */
    public static final class Builder {
        private final Supplier<List<ColumnStore>> home;
        private final WantedColumns wanted = new WantedColumns();
        private final RowSteps steps = new RowSteps();
        private long limit = -1;
        private NonFinite nonFinite = NonFinite.REFUSE;
        private LoaderConfig loader = LoaderConfig.of(2048, 42);

        private Builder(Supplier<List<ColumnStore>> home) {
            this.home = home;
        }

        /**
         * Context columns, after those of earlier calls.
         *
         * @param names full names, ends of names after an underscore, or patterns with {@code *} for any characters and {@code ?}
         *     for one; a pattern gives its columns in the order of the file, and a column given twice counts once
         */
        public Builder context(String... names) {
            wanted.context(List.of(names));
            return this;
        }

        /** Target columns; see {@link #context}. At least one is needed. */
        public Builder targets(String... names) {
            wanted.targets(List.of(names));
            return this;
        }

        /** Columns that go along exactly, of any type, beside the context and the targets or as some of them; see {@link #context}. */
        public Builder carry(String... names) {
            wanted.carry(List.of(names));
            return this;
        }

        /** The context and the targets of a layout. */
        public Builder layout(ColumnLayout layout) {
            wanted.context(layout.context());
            wanted.targets(layout.targets());
            return this;
        }

        /**
         * Gives chosen columns another name.
         *
         * @param from a name, or a pattern with one {@code *}
         * @param to the new name; its {@code *} stands for what that of {@code from} stood for: {@code rename("MJet_*", "*")}
         *     takes a beginning away
         */
        public Builder rename(String from, String to) {
            wanted.rename(from, to);
            return this;
        }

        /** Keeps rows by a condition on any columns, chosen or not, by their names in the file; see {@link flashflow.data.selection.Condition}. */
        public Builder where(String condition) {
            steps.where(condition);
            return this;
        }

        /** Keeps the rows in which a column, chosen or not, is true or not 0. */
        public Builder mask(String column) {
            steps.mask(column);
            return this;
        }

        /** Keeps every n-th of the rows that the steps before have left, from the first on. */
        public Builder everyNth(int n) {
            steps.add(selection -> selection.everyNth(n));
            return this;
        }

        /** Keeps a random share of the rows, the same ones tomorrow. */
        public Builder share(double share, long seed) {
            steps.add(selection -> selection.share(share, seed));
            return this;
        }

        /** Most rows, from the start, of those that are selected; -1, the default, for all. */
        public Builder limit(long rows) {
            if (rows == 0 || rows < -1) {
                throw new FlashFlowException("A limit of " + rows + " rows was given; use 1 or more, or -1 for all.");
            }
            this.limit = rows;
            return this;
        }

        /** What to do with rows that hold NaN or infinity; default {@link NonFinite#REFUSE}. */
        public Builder nonFinite(NonFinite policy) {
            this.nonFinite = policy;
            return this;
        }

        /** Batch size, seed and order of the batches that DJL's own trainer gets; default 2048 rows, shuffled. */
        public Builder batches(LoaderConfig config) {
            this.loader = config;
            return this;
        }

        /**
         * Opens the files, finds the columns and selects the rows.
         *
         * @throws FlashFlowException if a file cannot be read, a column is missing or text, files disagree, or no row is left
         */
        public ColumnDataset open() {
            var stores = home.get();
            try {
                return new OpenStores(stores, wanted).dataset(steps, limit, nonFinite, loader);
            } catch (RuntimeException | Error e) {
                stores.forEach(ColumnStore::close);
                throw e;
            }
        }
    }
}
