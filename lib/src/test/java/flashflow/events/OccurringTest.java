package flashflow.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class OccurringTest {
    private static final int ROWS = 40_000;

    private static Occurring of(IntToDoubleFunction value) {
        var column = DoubleColumn.create("x", IntStream.range(0, ROWS).mapToDouble(value));
        return Occurring.of(InMemoryDataset.of(new ColumnLayout(List.of(), List.of("x")), Table.create(column)))[0];
    }

    @Test
    void flagsGoToTheNearestThatOccurs() {
        var jetId = of(i -> i % 3 == 0 ? 0 : i % 3 == 1 ? 2 : 6);
        assertTrue(jetId.isRounded());
        assertEquals(2, jetId.rounded(3.4));
        assertEquals(6, jetId.rounded(4.2));
        assertEquals(0, jetId.rounded(-17));
    }

    @Test
    void countsThatTheFilesKeepAsWholeNumbersGoToTheNearestWholeOneBetweenTheExtremes() {
        var real = of(i -> i % 57 + 1);
        assertFalse(real.isRounded());
        var count = new Occurring(real.least(), real.greatest(), real.values(), true);
        assertTrue(count.isRounded());
        assertEquals(12, count.rounded(12.4));
        assertEquals(57, count.rounded(300));
        assertEquals(1, count.rounded(-3));
    }

    @Test
    void realNumbersAreHeldBetweenTheExtremes() {
        var pt = of(i -> 0.25 * i);
        assertFalse(pt.isRounded());
        assertEquals(0, pt.held(-1));
        assertEquals(0.25 * (ROWS - 1), pt.held(1e9));
        assertEquals(3.1, pt.held(3.1));
    }
}
