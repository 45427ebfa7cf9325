package flashflow.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Kind;
import flashflow.preprocessing.Preprocessing;
import flashflow.random.RandomStream;
import flashflow.training.Training;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuggestionTest {
    static Stream<DataShape> shapes() {
        return IntStream.range(0, 9)
                .boxed()
                .flatMap(power -> Stream.of(
                        new DataShape((long) Math.pow(10, power), 0, 1, 3.3),
                        new DataShape(2 * (long) Math.pow(10, power), 1, 2, 0.9),
                        new DataShape(5 * (long) Math.pow(10, power), 500, 40, 30)));
    }

    /** Whatever the data, flow and training accept it. */
    @ParameterizedTest
    @MethodSource("shapes")
    void everyChoiceCanBeTaken(DataShape shape) {
        var suggestion = Suggestion.of(shape);
        long validated = Math.round(shape.rows() * suggestion.validationShare());
        assertTrue(suggestion.batchSize() >= 1 && suggestion.batchSize() <= shape.rows() - validated);
        assertTrue(suggestion.epochs() >= 10 && suggestion.epochs() <= 2000);
        assertTrue(suggestion.tailBound() >= 1 && suggestion.tailBound() <= 8);
        assertEquals(shape.targets() == 1, suggestion.autoregressive());
        assertFalse(suggestion.batchNorm() && suggestion.batchSize() < 48);
        assertEquals(suggestion.validationShare() == 0, suggestion.patience() == 0);
        assertTrue(suggestion.patience() == 0 || suggestion.ratePatience() < suggestion.patience());
    }

    @Test
    void withContextItsLinearEffectIsTakenOut() {
        var with = Suggestion.of(new DataShape(1000, 3, 2, 3));
        assertTrue(
                with.contextShift() && with.reason("contextShift").orElseThrow().contains("fitted at once"));
        assertFalse(Suggestion.of(new DataShape(1000, 0, 2, 3)).contextShift());
    }

    @Test
    void moreRowsNeverMakeTheFlowSmaller() {
        Suggestion smaller = Suggestion.of(new DataShape(1, 2, 3, 3));
        for (long rows = 10; rows < 100_000_000; rows *= 3) {
            var larger = Suggestion.of(new DataShape(rows, 2, 3, 3));
            assertTrue(larger.steps() >= smaller.steps() && larger.hidden() >= smaller.hidden());
            assertTrue(larger.bins() >= smaller.bins() && larger.blocks() >= smaller.blocks());
            assertTrue(larger.dropout() <= smaller.dropout() && larger.weightDecay() <= smaller.weightDecay());
            assertTrue(larger.batchSize() >= smaller.batchSize());
            smaller = larger;
        }
    }

    @Test
    void aTrainingShowsWhatWasSuggestedAndWhatWasSet() {
        var layout = new ColumnLayout(List.of("y"), List.of("x"));
        var random = RandomStream.of(3);
        float[] rows = new float[2 * 1000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.gaussian();
        }
        var data = InMemoryDataset.of(layout, rows);
        var preprocessing = Preprocessing.standardise(layout);
        var config = FlowConfig.suggest(preprocessing, data);
        assertEquals(Kind.AUTOREGRESSIVE, config.kind());
        assertTrue(config.toHtml().contains("single target"), config.toHtml());
        try (var model = FlowModel.of(config, preprocessing, Device.cpu())) {
            var training = Training.suggest(model, data).epochs(7);
            assertEquals("set by hand", reason(training, "epochs"));
            assertTrue(reason(training, "holdOut").contains("not trained on"));
            assertTrue(reason(training, "schedule").contains("wherever the training stops"));
            assertTrue(training.toString().contains("1,000 rows")
                    && training.toHtml().contains("holdOut"));
            assertEquals("usual", reason(Training.of(model), "batchSize"));
            assertEquals("set by hand", reason(Training.of(model).batchSize(3), "batchSize"));
        }
    }

    private static String reason(Training training, String setting) {
        return training.table().stream()
                .filter(row -> row.getString("setting").equals(setting))
                .map(row -> row.getString("reason"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aConfigurationHasItAllAndTakesOther() {
        var layout = new ColumnLayout(List.of("y"), List.of("x", "flag"));
        var random = RandomStream.of(3);
        float[] rows = new float[3 * 1000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % 3 == 2 ? i % 2 : (float) (100 + 5 * random.gaussian());
        }
        var data = InMemoryDataset.of(layout, rows);
        var preprocessing = Preprocessing.standardise(layout);
        var suggestion = Suggestion.of(preprocessing, data);
        var config = FlowConfig.suggest(preprocessing, data);
        assertEquals(Kind.COUPLING, config.kind());
        assertEquals(suggestion.steps(), config.steps());
        assertEquals(suggestion.tailBound(), config.tailBound());
        assertTrue(suggestion.shape().reach() > 2.5 && suggestion.shape().reach() < 4.5, suggestion.toString());
        assertEquals(7, config.steps(7).steps());
        for (String word : List.of("1,000 rows", "hidden", "plateau", "patience", "weightDecay", "not trained on")) {
            assertTrue(suggestion.toString().contains(word), suggestion.toString());
            assertTrue(suggestion.toHtml().contains(word));
        }
    }
}
