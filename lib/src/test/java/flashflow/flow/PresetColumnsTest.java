package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyResponse;
import org.junit.jupiter.api.Test;

/** A preset is made for the columns of the guide; what a preprocessing adds to them is asked for by name. */
class PresetColumnsTest {
    @Test
    void aPresetTakesTheColumnsThatAPreprocessingGives() {
        var rows = ToyResponse.jets().rows(1, 4000);
        var preprocessing = Preprocessing.guess(rows).fit(rows);
        int context = preprocessing.outputLayout().context().size();
        assertTrue(context > 14, "categories become one column for each of their values, and there are " + context);
        var preset = FlowConfig.jetsSmall();
        var message = assertThrows(FlashFlowException.class, () -> FlowModel.of(preset, preprocessing, Device.cpu()))
                .getMessage();
        assertTrue(message.contains("config.columns(preprocessing)"), message);
        var config = preset.columns(preprocessing);
        assertEquals(context, config.context());
        assertEquals(preset, config.columns(Preprocessing.standardise(rows.layout())));
        try (var model = FlowModel.of(config, preprocessing, Device.cpu())) {
            assertEquals(17, model.generate(rows.context().first(10), 1).columnCount());
        }
    }
}
