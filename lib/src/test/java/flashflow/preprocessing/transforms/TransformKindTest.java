package flashflow.preprocessing.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kinds and the transforms are one to one: what is written under a kind is read as what it was. */
class TransformKindTest {
    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(TransformKindTest::records);
    }

    @Test
    void everyTransformHasAKindAndEveryKindATransform() {
        assertEquals(
                records(Transform.class).collect(Collectors.toSet()),
                Arrays.stream(TransformKind.values()).map(kind -> kind.type).collect(Collectors.toSet()));
    }

    @Test
    void transformsSayTheKindThatReadsThem() {
        var one = Map.ofEntries(
                Map.entry(TransformKind.CLIP, new Clip(0, 1)),
                Map.entry(TransformKind.AFFINE, new Affine(2, 1)),
                Map.entry(TransformKind.STANDARDISE, new Standardise(1, 2)),
                Map.entry(TransformKind.LOG, new Log(1)),
                Map.entry(TransformKind.LOG1P, new Log1p()),
                Map.entry(TransformKind.ATAN, new Atan(1, 0)),
                Map.entry(TransformKind.LOGIT, new Logit(0.1)),
                Map.entry(TransformKind.DEQUANTISE, Dequantise.uniform(1)),
                Map.entry(TransformKind.SPIKE, new Spike(1, 0, 1, 0)),
                Map.entry(TransformKind.COLLAPSE, Collapse.below(1, 0)),
                Map.entry(TransformKind.BOUNDED, Bounded.of(-1, 1)),
                Map.entry(TransformKind.CIRCULAR, new Circular(-1, 1, 0)),
                Map.entry(TransformKind.ASINH, new Asinh(1, 0)),
                Map.entry(TransformKind.INFLATED, new Inflated(0, 1, 0.1, 0.2)),
                Map.entry(TransformKind.COMBINATION, new Combination(List.of("a"), List.of(2.0), 1)),
                Map.entry(TransformKind.DISCRETE, Discrete.of(new double[] {0, 1}, new long[] {3, 1})));
        assertEquals(TransformKind.values().length, one.size());
        one.forEach((kind, transform) -> {
            assertEquals(kind, transform.kind());
            assertEquals(kind.type, transform.getClass());
        });
    }
}
