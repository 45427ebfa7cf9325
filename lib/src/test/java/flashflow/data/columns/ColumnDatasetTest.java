package flashflow.data.columns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.InMemoryDataset;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ColumnDatasetTest {
    private static final long EVENT = 9_007_199_254_740_993L;

    @TempDir
    Path folder;

    /** Six rows; in row i each number column holds i plus a tenth of its place. */
    private static Table jets() {
        return Table.create(
                "jets",
                column("gen_pt", 0),
                column("gen_eta", 1),
                column("MJet_pt", 2),
                column("MJet_mass", 3),
                LongColumn.create("event", IntStream.range(0, 6).mapToLong(i -> EVENT + i)),
                StringColumn.create("sample", "a", "b", "a", "b", "a", "b"),
                BooleanColumn.create("good", true, false, true, true, true, false),
                IntColumn.create("n", 1, 2, 3, 4, 5, 6));
    }

    private static DoubleColumn column(String name, int place) {
        return DoubleColumn.create(
                name, IntStream.range(0, 6).mapToDouble(i -> i + place / 10.0).toArray());
    }

    private static float[] all(RowSource rows) {
        float[] values = new float[(int) rows.rowCount() * rows.width()];
        rows.read(0, (int) rows.rowCount(), values, 0);
        return values;
    }

    private static Arguments call(String outcome, UnaryOperator<ColumnDataset.Builder> steps) {
        return Arguments.of(outcome, steps);
    }

    static List<Arguments> choices() {
        return List.of(
                call("[gen_pt, gen_eta] [MJet_pt] []", b -> b.context("gen_pt", "gen_*")
                        .targets("MJet_pt")),
                call("[gen_eta, gen_pt] [MJet_mass, MJet_pt] []", b -> b.context("gen_eta", "gen_pt")
                        .targets("mass", "MJet_pt")),
                call("[] [MJet_pt, MJet_mass] [event, sample]", b -> b.targets("MJet_*")
                        .carry("event", "sample")),
                call("[] [n] []", b -> b.targets("?")),
                call("[gen_pt] [pt, mass] [event]", b -> b.context("gen_pt")
                        .targets("MJet_*")
                        .carry("event")
                        .rename("MJet_*", "*")),
                call("[y] [MJet_pt] [run]", b -> b.context("gen_pt")
                        .targets("MJet_pt")
                        .carry("event")
                        .rename("gen_pt", "y")
                        .rename("event", "run")),
                call("[gen_pt] [n, good] []", b -> b.layout(new ColumnLayout(List.of("gen_pt"), List.of("n", "good")))),
                call(
                        "[gen_pt] [MJet_pt] [gen_pt]",
                        b -> b.context("gen_pt").targets("MJet_pt").carry("gen_pt")));
    }

    @Test
    void readsNothingOfColumnsThatAreNotAskedFor() {
        var table = Table.create(
                DoubleColumn.create("a_pt", 1, 2, 3),
                DoubleColumn.create("a_eta", 4, Double.NaN, 6),
                DoubleColumn.create("a_phi", 7, 8, 9));
        var rows =
                ColumnDataset.of(table).targets("*").rename("a_*", "*").limit(3).open();
        float[] read = all(rows.only(new ColumnLayout(List.of(), List.of("phi", "pt"))));
        assertArrayEquals(new float[] {7, 1, 8, 2, 9, 3}, read);
        var bad = rows.only(new ColumnLayout(List.of("phi"), List.of("eta")));
        String told = assertThrows(FlashFlowException.class, () -> all(bad)).getMessage();
        assertTrue(told.contains("row 1, column 'eta' is NaN"), told);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void columnsAreFoundInTheOrderWanted(String outcome, UnaryOperator<ColumnDataset.Builder> steps) {
        try (var rows = steps.apply(ColumnDataset.of(jets())).open()) {
            var carried = rows.carried().stream().map(CarriedColumn::name).toList();
            assertEquals(outcome, rows.layout().context() + " " + rows.layout().targets() + " " + carried);
        }
    }

    static List<Arguments> refusals() {
        return List.of(
                call(
                        "no target columns were chosen; choose some with targets(...), there are [gen_pt, ",
                        b -> b.context("gen_pt")),
                call(
                        "There is no column 'gen_pz' in table 'jets'; the nearest names are [gen_pt, ",
                        b -> b.targets("gen_pz")),
                call(
                        "No column's name is like 'gem_*' in table 'jets'; the nearest names are [gen_",
                        b -> b.targets("gem_*")),
                call("[gen_pt] were chosen as context and as targets", b -> b.context("gen_*")
                        .targets("gen_pt")),
                call("the column 'sample' holds text", b -> b.targets("sample")),
                call("carry(\"sample\")", b -> b.context("s*").targets("n")),
                call("fits gen_pt, MJet_pt", b -> b.targets("pt")),
                call("'n' was to be renamed, and no such column was chosen", b -> b.targets("good")
                        .rename("n", "m")),
                call("give two names, or one *", b -> b.targets("n").rename("MJet_*", "x")),
                call("appears twice", b -> b.targets("MJet_pt", "gen_pt")
                        .rename("MJet_*", "*")
                        .rename("gen_*", "*")),
                call(
                        "Two columns would be called 'n'",
                        b -> b.targets("n").carry("event").rename("event", "n")),
                call("There is no column 'q' in table 'jets'; the nearest names are [", b -> b.targets("n")
                        .mask("q")),
                call("keeps none", b -> b.targets("n").where("n > 6")),
                call("fits gen_pt, MJet_pt", b -> b.targets("n").where("pt > 1")),
                call("There is no column 'gen_p' in table 'jets'; the nearest names are [gen_pt, ", b -> b.targets("n")
                        .where("gen_p > 1")),
                call("There is no column 'evnt' in table 'jets'; the nearest names are [event, ", b -> b.targets("n")
                        .where("sample not in ('gen_q', \"x y\") && 1 < evnt")),
                call("the end stands", b -> b.targets("n").where("1 <")),
                call("A limit of 0", b -> b.targets("n").limit(0)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeIsRefusedInASentence(String part, UnaryOperator<ColumnDataset.Builder> steps) {
        String told = assertThrows(FlashFlowException.class, () -> steps.apply(ColumnDataset.of(jets()))
                        .open())
                .getMessage();
        assertTrue(told.contains(part) && told.endsWith("."), told);
    }

    static List<Arguments> selections() {
        return List.of(
                call("[3, 4, 5]", b -> b.where("gen_eta > 1.5 && good == true")),
                call("[1, 3, 5]", b -> b.where("sample == 'a'")),
                call("[1, 3, 5]", b -> b.where("sample != 'pt' && `sample` == \"a\" && abs(n) > 1e-1")),
                call("[2]", b -> b.where("event == " + (EVENT + 1))),
                call("[1, 3, 4, 5]", b -> b.mask("good")),
                call("[3, 4, 5]", b -> b.where("good && MJet_pt > 1.2")),
                call("[2, 6]", b -> b.where("!good")),
                call(
                        "[1, 3, 4, 5]",
                        b -> b.where("good != 0").where("good == 1").where("good == true")),
                call("[1, 4]", b -> b.mask("good").everyNth(2)),
                call("[1, 3]", b -> b.mask("good").limit(2)),
                call("[2, 3]", b -> b.where("MJet_pt >= 1.2").limit(2)),
                call("[1, 3, 5]", b -> b.everyNth(2)));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void rowsAreKeptByColumnsThatAreNotChosen(String kept, UnaryOperator<ColumnDataset.Builder> steps) {
        try (var rows = steps.apply(ColumnDataset.of(jets()).targets("n").carry("event", "sample"))
                .open()) {
            var numbers = new ArrayList<Integer>();
            for (float value : all(rows)) {
                numbers.add((int) value);
            }
            assertEquals(kept, numbers.toString());
            var carried = rows.readCarried(0, (int) rows.rowCount());
            for (int i = 0; i < numbers.size(); i++) {
                assertEquals(EVENT + numbers.get(i) - 1, carried.get(0).longAt(i));
                assertEquals(numbers.get(i) % 2 == 1 ? "a" : "b", carried.get(1).textAt(i));
            }
        }
    }

    @Test
    void itTellsWhatItIs() {
        try (var rows = ColumnDataset.of(jets())
                .context("gen_*")
                .targets("n")
                .carry("event")
                .mask("good")
                .open()) {
            assertEquals(
                    "4 rows of 2 context and 1 target columns, and 1 carried along, in table 'jets', 2 rows left out by 'mask good'",
                    rows.toString());
        }
    }

    @Test
    void typesAreKept() {
        try (var rows = ColumnDataset.of(jets()).targets("n").carry("*").open()) {
            var types = rows.carried().stream()
                    .map(CarriedColumn::type)
                    .map(ColumnType::toString)
                    .toList();
            assertEquals(List.of("float64", "float64", "float64", "float64", "int64", "str", "bool", "int32"), types);
            double[] exact = new double[1];
            ColumnDataset.of(jets()).targets("MJet_pt").open().readExact(1, 1, exact, 0);
            assertEquals(1.2, exact[0]);
        }
    }

    @Test
    void whatIsMissingIsNaNAndTold() {
        var table = jets();
        ((IntColumn) table.column("n")).setMissing(2);
        try (var rows = ColumnDataset.of(table)
                .targets("n")
                .carry("n")
                .nonFinite(NonFinite.DROP)
                .open()) {
            assertArrayEquals(new float[] {1, 2, 4, 5, 6}, all(rows));
            assertEquals(List.of("Column 'n': 1 of 6 values are missing, and are NaN."), rows.warnings());
            assertEquals(ColumnType.FLOAT64, rows.carried().get(0).type());
            assertTrue(rows.toString().contains(", 1 rows left out by 'NaN or infinity'"), rows.toString());
        }
        refused(
                "Table 'jets': row 2, column 'n' is NaN, and 1 of all 4 rows hold NaN",
                () -> all(ColumnDataset.of(table).targets("n").mask("good").open()));
    }

    private static void refused(String part, Runnable work) {
        String told = assertThrows(FlashFlowException.class, work::run).getMessage();
        assertTrue(told.contains(part) && told.endsWith("."), told);
    }

    @Test
    void finiteNumbersBeyondFloat32AreCalledSo() {
        var table = Table.create(DoubleColumn.create("e", 1, 1e300));
        refused(
                "row 1, column 'e' is 1.0E300, which does not fit float32",
                () -> all(ColumnDataset.of(table).targets("e").open()));
        double[] exact = new double[2];
        ColumnDataset.of(table).targets("e").open().readExact(0, 2, exact, 0);
        assertArrayEquals(new double[] {1, 1e300}, exact);
    }

    @Test
    void anyRowsHaveTheirColumnsChosen() {
        var source =
                InMemoryDataset.of(new ColumnLayout(List.of("a"), List.of("b", "c")), new float[] {1, 2, 3, 4, 5, 6});
        try (var rows = ColumnDataset.of(source)
                .context("c")
                .targets("a")
                .carry("b")
                .rename("c", "z")
                .where("b > 2")
                .open()) {
            assertEquals(new ColumnLayout(List.of("z"), List.of("a")), rows.layout());
            assertArrayEquals(new float[] {6, 4}, all(rows));
            assertEquals(5, rows.readCarried(0, 1).get(0).doubleAt(0));
        }
        try (var twice = ColumnDataset.of((RowSource) ColumnDataset.of(jets())
                        .targets("n")
                        .carry("event", "sample")
                        .open())
                .context("event")
                .targets("n")
                .carry("sample")
                .open()) {
            assertArrayEquals(new float[] {EVENT, 1}, java.util.Arrays.copyOf(all(twice), 2));
            assertEquals("b", twice.readCarried(1, 1).get(0).textAt(0));
        }
    }

    private Path csv(String name, String... lines) throws Exception {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void manyFilesAreOneDataset() throws Exception {
        csv("jets-2.csv", "event,x", "3,0.5", "4,0.25");
        csv("jets-10.csv", "x,event", "1.5,1", "2.5,2");
        csv("jets-3.csv", "event,x");
        csv("other.csv", "x", "1");
        try (var rows = CsvDataset.columns(folder.resolve("jets-*.csv"))
                .targets("x")
                .carry("event")
                .where("event != 2")
                .open()) {
            assertArrayEquals(new float[] {1.5f, 0.5f, 0.25f}, all(rows));
            assertEquals(3, rows.readCarried(0, 3).get(0).longAt(1));
            assertTrue(rows.toString().contains("in 3 files"), rows.toString());
        }
        refused("has a name like 'muons-*.csv'; check", () -> CsvDataset.columns(folder.resolve("muons-*.csv"))
                .targets("x")
                .open());
    }

    @Test
    void filesThatDisagreeAreNamed() throws Exception {
        Path a = csv("a.csv", "event,x", "1,0.5");
        Path b = csv("b.csv", "event,x", "1.5,0.5");
        Path c = csv("c.csv", "event,y", "1,0.5");
        Path d = csv("d.csv", "event,x", "1,high");
        refused(
                "b.csv: the carried column 'event' holds float64 values, and that of file ",
                () -> CsvDataset.columns(a, b).targets("x").carry("event").open());
        CsvDataset.columns(a, b).targets("x").open().close();
        refused(
                "c.csv: there is no column 'x'",
                () -> CsvDataset.columns(a, c).targets("x").open());
        refused(
                "d.csv: the column 'x' holds text",
                () -> CsvDataset.columns(a, d).targets("x").open());
        refused("named twice", () -> CsvDataset.columns(a, a).targets("x").open());
        refused("at least one file", () -> CsvDataset.columns().targets("x").open());
    }

    /** A store that counts how often it is closed. */
    private record Counted(ColumnStore store, List<String> closed) implements ColumnStore {
        @Override
        public String place() {
            return store.place();
        }

        @Override
        public List<CarriedColumn> columns() {
            return store.columns();
        }

        @Override
        public long rowCount() {
            return store.rowCount();
        }

        @Override
        public RowSource rows(ColumnLayout layout, List<String> carried) {
            return store.rows(layout, carried);
        }

        @Override
        public void close() {
            closed.add("closed");
        }
    }

    @Test
    void whatWasOpenedIsClosed() {
        var closed = new ArrayList<String>();
        var paths = List.of(Path.of("one"), Path.of("two"));
        refused("no 'two'", () -> ColumnDataset.files(paths, path -> {
                    if (path.endsWith("two")) {
                        throw new FlashFlowException("There is no 'two'.");
                    }
                    return new Counted(TableColumns.store(jets()), closed);
                })
                .targets("n")
                .open());
        assertEquals(1, closed.size());
        var builder = ColumnDataset.files(paths, path -> new Counted(TableColumns.store(jets()), closed));
        refused("no column", () -> builder.targets("q").open());
        assertEquals(3, closed.size());
        ColumnDataset.files(paths, path -> new Counted(TableColumns.store(jets()), closed))
                .targets("n")
                .open()
                .close();
        assertEquals(5, closed.size());
    }
}
