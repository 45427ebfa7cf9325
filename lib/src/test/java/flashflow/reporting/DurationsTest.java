package flashflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void timesAreSaidAsPeopleSayThem() {
        assertEquals("4.2 s", Durations.text(4.21));
        assertEquals("42 s", Durations.text(42.3));
        assertEquals("1 min 00 s", Durations.text(59.8));
        assertEquals("3 min 20 s", Durations.text(200));
        assertEquals("33 min", Durations.text(2000));
        assertEquals("2 h 05 min", Durations.text(7510));
        assertEquals("3.0 days", Durations.text(3 * 86400));
    }
}
