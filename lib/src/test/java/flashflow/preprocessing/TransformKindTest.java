package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
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
        var one = Map.of(
                TransformKind.CLIP, new Clip(0, 1),
                TransformKind.AFFINE, new Affine(2, 1),
                TransformKind.STANDARDISE, new Standardise(1, 2),
                TransformKind.LOG, new Log(1),
                TransformKind.LOG1P, new Log1p(),
                TransformKind.ATAN, new Atan(1, 0),
                TransformKind.LOGIT, new Logit(0.1),
                TransformKind.DEQUANTISE, Dequantise.uniform(1),
                TransformKind.SPIKE, new Spike(1, 0, 1, 0),
                TransformKind.COLLAPSE, Collapse.below(1, 0));
        assertEquals(TransformKind.values().length, one.size());
        one.forEach((kind, transform) -> {
            assertEquals(kind, transform.kind());
            assertEquals(kind.type, transform.getClass());
        });
    }
}
