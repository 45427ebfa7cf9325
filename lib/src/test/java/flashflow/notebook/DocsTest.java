package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import flashflow.flow.FlowConfig;
import flashflow.training.Training;
import org.junit.jupiter.api.Test;

class DocsTest {
    @Test
    void aClassIsShownWithItsPublicMethods() {
        String html = Docs.of(Training.class).toHtml();
        assertTrue(html.contains("class Training"));
        assertTrue(html.contains("Training epochs(int epochs)"));
        assertTrue(html.contains("Passes over the training rows"));
        assertFalse(html.contains("UnaryOperator"), "private methods are not shown");
        assertFalse(html.contains("{@"), "inline tags are rendered");
    }

    @Test
    void recordsAndInterfacesHaveTheirsToo() {
        assertTrue(Docs.of(FlowConfig.class).toString().contains("number of target columns"));
        assertTrue(Docs.of(RowSource.class).toHtml().contains("long rowCount()"));
    }

    @Test
    void aClassOfAnotherLibraryIsRefused() {
        assertThrows(FlashFlowException.class, () -> Docs.of(String.class));
    }
}
