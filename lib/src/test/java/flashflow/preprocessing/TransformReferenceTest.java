package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Asinh;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Circular;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Pointwise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms against scipy (make_transform_references.py). */
class TransformReferenceTest {
    /** One line of the file. */
    record Reference(String kind, double first, double second, double x, double y, double logDerivative) {
        static Reference of(String line) {
            var parts = line.split(",");
            double[] numbers = Arrays.stream(parts)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Reference(parts[0], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        }

        Pointwise transform() {
            return switch (kind) {
                case "normal" -> Bounded.of(first, second).inset(0);
                case "logit" -> Bounded.logit(first, second).inset(0);
                case "asinh" -> new Asinh(first, second);
                case "circle" -> new Circular(-second, second, first);
                default -> throw new AssertionError(kind);
            };
        }
    }

    static List<Reference> pointwise() throws IOException {
        return lines().stream().filter(line -> !line.kind.equals("discrete")).toList();
    }

    static List<Reference> discrete() throws IOException {
        return lines().stream().filter(line -> line.kind.equals("discrete")).toList();
    }

    private static List<Reference> lines() throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/preprocessing/transforms.csv"));
        assertTrue(lines.size() > 60);
        return lines.stream().skip(1).map(Reference::of).toList();
    }

    @ParameterizedTest
    @MethodSource("pointwise")
    void valuesAndDerivativesAreScipys(Reference r) {
        assertEquals(r.y, r.transform().forward(r.x), 1e-11 * (1 + Math.abs(r.y)));
        assertEquals(r.logDerivative, r.transform().logDerivative(r.x), 1e-11 * (1 + Math.abs(r.logDerivative)));
        assertEquals(r.x, r.transform().inverse(r.y), 1e-9 * (1e-3 + Math.abs(r.x)));
    }

    /** Of a flow z = scale y + shift, as which an affine step stands here. */
    @ParameterizedTest
    @MethodSource("discrete")
    void probabilitiesAreDifferencesOfNormalShares(Reference r) {
        var values = Discrete.of(new double[] {0, 1, 2.5, 7}, new long[] {5, 60, 25, 10});
        var density = Preprocessing.none(new ColumnLayout(List.of(), List.of("n")))
                .with("n", values, new Affine(r.first, r.second))
                .density();
        double probability = 0;
        for (int draw = 0; draw < density.draws(); draw++) {
            float[] y = new float[1];
            double[] contribution = new double[1];
            density.apply(draw, 0, 1, new double[] {r.x}, y, contribution);
            probability += Math.exp(contribution[0] - 0.5 * y[0] * y[0]) / Math.sqrt(2 * Math.PI) / density.draws();
        }
        assertEquals(r.y, probability, 1e-3);
    }
}
