package flashflow.plots.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LegendLayoutTest {
    @Test
    void legendWrapsBeforeTheEdge() {
        var entry = Series.line(
                "a name of forty letters, or about so many", new double[0], new double[0], Style.line("#000000"));
        var entries = List.of(entry, entry.grouped("2"), entry.grouped("3"));
        var layout = LegendLayout.of(entries, Frames.WIDTH);
        assertEquals(2, layout.rows());
    }
}
