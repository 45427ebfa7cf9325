package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.flow.FlowConfig;
import flashflow.preprocessing.Preprocessing;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The model that python/train_nflows_jets.py trained and saved. */
class PythonTrainedJetsTest {
    private static final Path DATA = Path.of("../data");

    private static RowSource jets(String file) {
        return Hdf5Dataset.jets(DATA.resolve(file));
    }

    @Test
    void itsNllOnTheValidationRowsIsWhatPythonNoted() {
        var checkpoint = NflowsCheckpoint.read(DATA.resolve("jets-nflows.pt"));
        assertEquals(FlowConfig.of(17, 14, 4, 48, 2, 12).tailBound(5), checkpoint.config());
        double noted = checkpoint.history().doubleColumn("validation_nll").get(29);
        assertTrue(noted > 12 && noted < 13.5, "noted " + noted);
        var preprocessing = Preprocessing.standardise(ColumnLayout.jets()).fit(jets("jets-train.h5"));
        try (var model = checkpoint.model(preprocessing, Device.cpu())) {
            assertEquals(noted, model.nll(jets("jets-valid.h5")), 1e-4);
            var plan = checkpoint.training(model).batchSize(512).settings();
            assertEquals(40, plan.epochs());
            assertEquals(
                    1e-3 * (1 + Math.cos(0.75 * Math.PI)) / 2, plan.schedule().at(30), 1e-9);
        }
    }
}
