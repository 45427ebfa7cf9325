package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folds that share the work on their context, against folds each by itself. */
class FoldsTest {
    @ParameterizedTest
    @CsvSource({"COUPLING, 3", "COUPLING, 0", "AUTOREGRESSIVE, 3", "AUTOREGRESSIVE, 0"})
    void sharedContextChangesNoBit(Kind kind, int context) {
        sharedContextChangesNoBit(kind, context, false);
        sharedContextChangesNoBit(kind, context, true);
        sharedContextChangesNoBit(
                FlowConfig.of(4, context, 2, 16, 2, 8).contextShift(true).truncatedShift(true), kind);
    }

    private void sharedContextChangesNoBit(Kind kind, int context, boolean shift) {
        sharedContextChangesNoBit(FlowConfig.of(4, context, 2, 16, 2, 8).contextShift(shift), kind);
    }

    private void sharedContextChangesNoBit(FlowConfig like, Kind kind) {
        int context = like.context();
        try (SplineFlow flow = TestFlows.spreadOut(like.tailBound(3).kind(kind));
                var frozen = flow.frozen(DataType.FLOAT32);
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray y = TestFlows.normal(manager, 1, 100, context, 1);
            NDArray z = TestFlows.normal(manager, 2, 300, 4, 1);
            float[] together = frozen.inverseFolds(z, y);
            for (int fold = 0; fold < 3; fold++) {
                NDArray alone = z.get(new NDIndex(100 * fold + ":" + 100 * (fold + 1)));
                float[] expected = flow.inverse(alone, y).get(0).toFloatArray();
                assertArrayEquals(expected, java.util.Arrays.copyOfRange(together, 400 * fold, 400 * (fold + 1)));
            }
        }
    }
}
