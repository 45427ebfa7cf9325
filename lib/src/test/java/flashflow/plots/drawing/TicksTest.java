package flashflow.plots.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void aNarrowAxisHasTwoNumbersAtLeast() {
        assertEquals(List.of("0.5", "1.0", "1.5"), labels(Axis.linear("", 0.3, 1.85), 2));
        assertEquals(List.of("−0.1", "0.0", "0.1"), labels(Axis.linear("", -0.15, 0.15), 2));
    }

    @Test
    void ticksStandAtRoundNumbers() {
        assertEquals(List.of("0.0", "0.5", "1.0"), labels(Axis.linear("", 0, 1), 3));
        assertEquals(List.of("−20", "0", "20"), labels(Axis.linear("", -25, 30), 3));
        assertEquals(List.of("1", "2", "3"), labels(Axis.linear("", 0.6, 3.4).wholeNumbers(), 8));
        assertEquals(List.of("0", "2×10⁻⁵", "4×10⁻⁵"), labels(Axis.linear("", 0, 5e-5), 2));
        assertEquals(List.of("10⁻³", "10⁻²", "10⁻¹", "1", "10"), labels(Axis.logarithmic("", 1e-3, 10), 8));
        assertEquals(List.of("20", "50", "100", "200"), labels(Axis.logarithmic("", 15, 300), 8));
    }

    private static List<String> labels(Axis axis, int wanted) {
        return Ticks.of(axis, wanted).stream()
                .map(Ticks.Tick::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }
}
