package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values beyond the training's: told where they are more than chance makes them. */
class TrainingRangeTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x"));
    private static final int ROWS = 2000;

    private static Preprocessing fitted() {
        return Preprocessing.none(LAYOUT).fit(InMemoryDataset.of(LAYOUT, gaussians(1, 2 * ROWS, 1)));
    }

    private static float[] gaussians(long seed, int count, double width) {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (width * random.nextGaussian());
        }
        return values;
    }

    @Test
    void rowsLikeThoseOfTheTrainingAreWithin() {
        var p = fitted();
        for (int seed = 2; seed < 50; seed++) {
            for (var range : List.of(p.contextRange(), p.targetRange())) {
                range.add(gaussians(seed, 100_000, 1), 100_000);
                assertEquals(List.of(), range.warnings());
            }
        }
    }

    @Test
    void widerTargetsAreTold() {
        var range = fitted().targetRange();
        range.add(gaussians(2, ROWS, 2), ROWS);
        assertEquals(1, range.warnings().size());
        assertTrue(
                range.warnings().get(0).startsWith("Generated target 'x': "),
                range.warnings().get(0));
    }

    @Test
    void severalTargetsAreToldInOneSentence() {
        var layout = new ColumnLayout(List.of(), List.of("a", "b", "c"));
        float[] rows = gaussians(1, 3 * ROWS, 1);
        var range = Preprocessing.standardise(layout)
                .fit(InMemoryDataset.of(layout, rows))
                .targetRange();
        range.add(new float[] {1e6f, 1e6f, 0, 0, 1e6f, 0}, 2);
        assertEquals(1, range.warnings().size());
        String sentence = range.warnings().get(0);
        assertTrue(sentence.startsWith("Generated target 'b': 2 of 2 values"), sentence);
        assertTrue(sentence.contains("], and no more of 'a' (1); train longer"), sentence);
    }

    @Test
    void oneValueFarAwayIsTold() {
        var range = fitted().targetRange();
        range.add(gaussians(2, ROWS, 1), ROWS);
        range.add(new float[] {1e6f}, 1);
        assertTrue(range.warnings().get(0).contains(" of 2001 values lie outside the training range"));
    }

    @Test
    void withoutAFitNothingIsOutside() {
        var range = Preprocessing.none(LAYOUT).targetRange();
        range.add(new float[] {1e6f}, 1);
        assertEquals(List.of(), range.warnings());
    }
}
