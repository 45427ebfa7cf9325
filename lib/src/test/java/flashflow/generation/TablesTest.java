package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.flow.FlowModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables keep their other columns, whatever they hold. */
class TablesTest {
    private static final FlowModel MODEL = SmallModel.model();
    private static final int EVENTS = 20;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Generation quiet() {
        return Generation.of(MODEL).seed(42).batchRows(7).listener(new GenerationListener() {});
    }

    /** Columns of many types, some values missing, and the context as float64. */
    private static Table table() {
        var numbers = IntStream.range(0, EVENTS).boxed().toList();
        var shorts = ShortColumn.create("short");
        numbers.forEach(i -> shorts.append(i.shortValue()));
        var context = SmallModel.context(EVENTS);
        var table = Table.create(
                LongColumn.create(
                        "event number",
                        LongStream.range(0, EVENTS).map(i -> (1L << 53) + 1 + i).toArray()),
                DoubleColumn.create("pt", context.floatColumn("pt").asDoubleArray()),
                StringColumn.create("file", numbers.stream().map(i -> i % 3 == 0 ? "" : "µ" + i)),
                IntColumn.create("run", numbers.stream().mapToInt(i -> i)),
                shorts,
                context.floatColumn("eta"),
                BooleanColumn.create(
                        "good", numbers.stream().map(i -> i % 2 == 0).toArray(Boolean[]::new)),
                DoubleColumn.create("weight", numbers.stream().mapToDouble(i -> i == 2 ? Double.NaN : i + 0.1)),
                DateColumn.create("day", numbers.stream().map(i -> LocalDate.of(2026, 1, 1 + i))));
        table.longColumn("event number").setMissing(4);
        table.dateColumn("day").setMissing(5);
        return table;
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void theirColumnsStayAsTheyAre(int folds) {
        var in = table();
        var out = quiet().folds(folds).toTable(in);
        var names = new ArrayList<>(in.columnNames());
        names.addAll(List.of("a", "b", "id"));
        names.addAll(folds > 1 ? List.of("event", "fold") : List.of());
        assertEquals(names, out.columnNames());
        for (var column : in.columns()) {
            assertEquals(column.type(), out.column(column.name()).type());
            for (int i = 0; i < EVENTS * folds; i++) {
                assertEquals(column.get(i / folds), out.column(column.name()).get(i), column.name());
            }
        }
        var sample = MODEL.oversample(SmallModel.context(EVENTS), folds, 42);
        for (String target : List.of("a", "b", "id")) {
            assertEquals(
                    sample.floatColumn(target).asList(), out.floatColumn(target).asList());
        }
    }

    @Test
    void theModelIgnoresThem() {
        var sample = MODEL.generate(table(), 42);
        assertEquals(MODEL.generate(SmallModel.context(EVENTS), 42).printAll(), sample.printAll());
    }

    /** The truth that a table may hold gives way to what is generated. */
    @Test
    void targetsAreReplaced() {
        var in = table().addColumns(StringColumn.create("b", new String[EVENTS]));
        var out = quiet().toTable(in);
        assertEquals(in.columnCount() + 2, out.columnCount());
        assertEquals(
                quiet().toTable(table()).floatColumn("b").asList(),
                out.floatColumn("b").asList());
    }

    @Test
    void mistakesAreNamed() {
        refused("'event'", () -> quiet().folds(2)
                .toTable(table().addColumns(table().column("run").setName("event"))));
        refused("'eta'", () -> quiet().toTable(table().removeColumns("eta")));
        var missing = table();
        missing.doubleColumn("pt").setMissing(3);
        refused("row 3, column 'pt'", () -> quiet().toTable(missing));
        refused("no rows", () -> quiet().toTable(table().first(0)));
    }

    private static void refused(String part, Runnable work) {
        String message = assertThrows(FlashFlowException.class, work::run).getMessage();
        assertTrue(message.contains(part) && message.endsWith("."), message);
    }
}
