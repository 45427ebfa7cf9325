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
        try (SplineFlow flow =
                SplineFlow.of(FlowConfig.of(5, 3, 3, 16, 2, 8).tailBound(2.5).dropout(0.1), Device.cpu())) {
            String html = flow.toHtml();
            for (String part : new String[] {
                "Coupling flow, 5 targets, 3 context columns, 3 steps, 8 bins on [-2.5, 2.5]",
                "LU linear",
                "odd steps: last layer",
                ">69</td>",
                "even steps: residual block (batch norm, relu, dropout 0.1)",
                "context gate"
            }) {
                assertTrue(html.contains(part), part + " in " + html);
            }
            assertTrue(flow.toString().endsWith("parameters, on cpu()"), flow.toString());
        }
    }

    /** With D = 17 the four steps transform 9 + 8 + 9 + 8 features: each of them twice. */
    @Test
    void everyFeatureIsTransformedEquallyOften() {
        for (long seed = 0; seed < 20; seed++) {
            int[] often = new int[17];
            int[] features = java.util.stream.IntStream.range(0, 17).toArray();
            long[] p = new InitialParameters(FlowConfig.of(17, 0, 4, 8, 1, 8).seed(seed)).permutations();
            for (int step = 0; step < 4; step++) {
                int[] before = features;
                int first = 17 * step;
                features = java.util.stream.IntStream.range(0, 17)
                        .map(j -> before[(int) p[first + j]])
                        .toArray();
                for (int j = step % 2; j < 17; j += 2) {
                    often[features[j]]++;
                }
            }
            assertTrue(java.util.Arrays.stream(often).allMatch(n -> n == 2), java.util.Arrays.toString(often));
        }
    }
}
