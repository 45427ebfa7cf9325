package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call takes the columns of a source by their names, wherever they lie and whatever lies beside them. */
class ByNameTest {
    private static final int ROWS = 300;
    private static final FlowModel MODEL = SmallModel.model();

    @TempDir
    static Path folder;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static RowSource source(List<String> context, List<String> targets) {
        var table = RowTables.table(SmallModel.LAYOUT.columns(), SmallModel.rows(ROWS), ROWS);
        for (String extra : List.of("weight", "other")) {
            table.addColumns(table.floatColumn("b").copy().setName(extra));
        }
        return InMemoryDataset.of(new ColumnLayout(context, targets), table);
    }

    static Stream<Map.Entry<String, Function<RowSource, Object>>> calls() {
        Map<String, Function<RowSource, Object>> calls = Map.of(
                "nll", MODEL::nll,
                "rawNll", MODEL::rawNll,
                "fit", rows -> SmallModel.preprocessing().fit(rows).toJson(),
                "usable", rows -> SmallModel.preprocessing().usable(rows).rowCount(),
                "meanLogDerivative", rows -> MODEL.preprocessing().meanLogDerivative(rows),
                "fitPreprocessing",
                        rows -> {
                            try (var model = SmallModel.model(Preprocessing.none(SmallModel.LAYOUT))) {
                                model.fitPreprocessing(rows);
                                return model.preprocessing().toJson();
                            }
                        },
                "generate", rows -> MODEL.generate(rows.table(), 1).printAll(),
                "oversample",
                        rows -> MODEL.oversample(rows.table(), 2, 1)
                                .selectColumns("a", "b", "id", "event")
                                .printAll(),
                "generation",
                        rows -> {
                            var out = folder.resolve("out.h5");
                            Generation.of(MODEL)
                                    .listener(new GenerationListener() {})
                                    .toHdf5(rows, out);
                            return flashflow.data.hdf5.Hdf5Dataset.of(SmallModel.LAYOUT, out)
                                    .open()
                                    .table()
                                    .printAll();
                        });
        return calls.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theirPlaceDoesNotMatter(Map.Entry<String, Function<RowSource, Object>> call) {
        var plain = call.getValue().apply(source(List.of("pt", "eta"), List.of("a", "b", "id")));
        assertEquals(
                plain, call.getValue().apply(source(List.of("weight", "eta", "pt"), List.of("id", "other", "b", "a"))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aMissingOneIsNamed(Map.Entry<String, Function<RowSource, Object>> call) {
        var without = source(List.of("pt", "weight"), List.of("a", "b", "id"));
        String message = assertThrows(
                        FlashFlowException.class, () -> call.getValue().apply(without))
                .getMessage();
        assertTrue(message.contains("'eta'"), message);
    }
}
