package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    static Stream<FlowConfig> configs() {
        return Stream.of(
                FlowConfig.jets(),
                FlowConfig.muons(),
                FlowConfig.jetsSmall().kind(Kind.AUTOREGRESSIVE),
                FlowConfig.of(4, 0, 1, 8, 0, 4).linear(false).batchNorm(false));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theRowsAddUpToAllParameters(FlowConfig config) {
        var parameters = config.architecture().longColumn("parameters");
        long all = parameters.get(parameters.size() - 1);
        assertEquals(new ParameterLayout(config).parameterCount(), all);
        assertEquals(2 * all, (long) parameters.sum());
    }

    @Test
    void theFullModelsHaveTheirPublishedSizes() {
        assertEquals(47_986_595, new ParameterLayout(FlowConfig.jets()).parameterCount());
        assertEquals(54_988_164, new ParameterLayout(FlowConfig.muons()).parameterCount());
    }

    @Test
    void aFlowShowsItsLayers() {
        try (Flow flow = Flow.of(FlowConfig.of(5, 3, 3, 16, 2, 8).tailBound(2.5).dropout(0.1), Device.cpu())) {
            String html = flow.toHtml();
            for (String part : new String[] {
                "Coupling flow, 5 targets, 3 context columns, 3 steps, 8 bins on [-2.5, 2.5]",
                "LU linear",
                "odd steps: last layer",
                "<td>69</td>",
                "even steps: residual block (batch norm, relu, dropout 0.1)",
                "context gate"
            }) {
                assertTrue(html.contains(part), part + " in " + html);
            }
            assertTrue(flow.toString().endsWith("parameters, on cpu()"), flow.toString());
        }
    }
}
