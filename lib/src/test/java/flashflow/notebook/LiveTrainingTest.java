package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.plots.TestSamples;
import flashflow.training.BatchReport;
import flashflow.training.EpochReport;
import flashflow.training.TrainingListener;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LiveTrainingTest {
    private final RecordingOutput output = new RecordingOutput();
    private final LiveTraining live = new LiveTraining(output);

    @Test
    void aBarAndACurveAreRedrawnInPlace() {
        live.epochStarted(1, 2, 10);
        live.batchEnded(new BatchReport(1, 10, 10, 1e-3, 5, 1));
        live.epochEnded(report(1), TestSamples.history(1));
        live.epochStarted(2, 2, 10);
        live.epochEnded(report(2), TestSamples.history(2));
        assertEquals(2, output.shown.size());
        assertTrue(output.shown.get(0).contains("<progress value=\"0\" max=\"20\""));
        assertTrue(output.shown.get(1).contains("<img ") && output.shown.get(1).contains("epoch 1/2  training 5.0000"));
        assertTrue(output.updates.get(output.updates.size() - 1).contains("epoch 2/2"));
    }

    @Test
    void warningsAreShown() {
        live.warned("Half of the rows are < 0.");
        assertTrue(output.shown.get(0).contains("Warning: Half of the rows are &lt; 0."));
    }

    @Test
    void itIsFoundByTheServiceLoaderAndKeepsQuietWithoutAKernel() {
        var provider =
                ServiceLoader.load(TrainingListener.Provider.class).findFirst().orElseThrow();
        assertInstanceOf(LiveTraining.Provider.class, provider);
        assertTrue(provider.listener().isEmpty());
    }

    private static EpochReport report(int epoch) {
        return new EpochReport(epoch, 2, 1e-3, 5, 5.1, Double.NaN, 1000, 0, 1, 1, 1, true);
    }
}
