package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EpochReportTest {
    @Test
    void theLineTellsTheShareOfWaitingHoweverSmall() {
        var report = new EpochReport(1, 20, 1e-3, 5.25, Double.NaN, Double.NaN, 12_345, 0.0031, 1, 2, 30, false);
        assertEquals("epoch 1/20  training 5.2500  lr 0.00100  12,345 rows/s, 0.3 % waiting  30 s left", report.line());
    }
}
