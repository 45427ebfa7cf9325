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

    @Test
    void numbersFarFromZeroAreToldApart() {
        assertEquals(
                List.of("2147483650", "2147483660", "2147483670"),
                labels(Axis.linear("", 2147483648.0, 2147483675.0), 3));
        assertEquals(List.of("1.02×10⁶", "1.04×10⁶"), labels(Axis.linear("", 1.01e6, 1.05e6), 2));
        assertEquals(List.of("1.00002", "1.00004"), labels(Axis.linear("", 1.00001, 1.00005), 2));
    }

    @Test
    void decadesOfAllNumbers() {
        var labels = labels(Axis.logarithmic("", 1e-320, 1e300), 5);
        assertEquals(List.of("10⁻²⁵⁰", "10⁻¹²⁵", "1", "10¹²⁵", "10²⁵⁰"), labels);
        assertEquals(0.5, Axis.logarithmic("", 1e-300, 1e300).fraction(1), 1e-12);
    }

    private static List<String> labels(Axis axis, int wanted) {
        return Ticks.of(axis, wanted).stream()
                .map(Ticks.Tick::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }
}
