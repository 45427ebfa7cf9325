package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.plots.TestSamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveTest {
    private final RecordingOutput output = new RecordingOutput();

    @Test
    void lossIsRedrawnInPlaceAndInteractiveAtTheEnd() {
        var live = new LiveLoss(output);
        live.epoch(TestSamples.history(1), "epoch 1, <1 s left");
        live.epoch(TestSamples.history(2), "epoch 2");
        live.end(TestSamples.history(2), "done");
        assertEquals(1, output.shown.size());
        assertTrue(output.shown.get(0).contains("<img ") && output.shown.get(0).contains("epoch 1, &lt;1 s left"));
        assertFalse(output.shown.get(0).contains("<script"));
        assertEquals(2, output.updates.size());
        assertTrue(output.updates.get(0).startsWith("id1 <img "));
        assertTrue(output.updates.get(1).startsWith("id1 interactive Loss"));
    }

    /** A hundred thousand short epochs, a hundred a second. */
    @Test
    void aLongTrainingIsRedrawnTwiceASecondAtMost() {
        var clock = new AtomicLong();
        var live = new LiveLoss(output, clock::get);
        var history = TestSamples.history(3);
        for (int epoch = 0; epoch < 100_000; epoch++) {
            live.epoch(history, "epoch " + epoch);
            clock.addAndGet(10_000_000L);
        }
        live.end(history, "done");
        int seconds = 1000;
        assertEquals(2 * seconds + 1, output.shown.size() + output.updates.size());
    }

    @Test
    void withoutAKernelThereAreLines() {
        String text = printed(() -> {
            var live = new LiveLoss();
            live.epoch(TestSamples.history(1), "epoch 1");
            live.end(TestSamples.history(1), "done");
            var progress = Progress.of("writing", 10);
            progress.update(5);
            progress.finish("written");
        });
        assertEquals("epoch 1\ndone\nwritten\n", text.replace(System.lineSeparator(), "\n"));
    }

    @Test
    void progressTellsTheTimeLeftAndRedrawsNotTooOften() {
        var clock = new AtomicLong();
        var progress = Progress.of("rows", 100, output, clock::get);
        clock.set(100_000_000L);
        progress.update(10);
        assertEquals(0, output.updates.size());
        clock.set(2_000_000_000L);
        progress.update(20, "5 kHz");
        assertEquals(1, output.updates.size());
        assertTrue(output.updates.get(0).contains("<progress value=\"20\" max=\"100\""));
        assertTrue(output.updates.get(0).contains("rows: 20 of 100 (20 %), 8.0 s left, 5 kHz"));
        progress.finish("");
        assertTrue(output.updates.get(1).contains("value=\"100\"")
                && output.updates.get(1).contains("done in 2.0 s"));
    }

    @Test
    void aTotalOfNothingIsRefused() {
        assertThrows(FlashFlowException.class, () -> Progress.of("nothing", 0));
    }

    private static String printed(Runnable action) {
        PrintStream before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
