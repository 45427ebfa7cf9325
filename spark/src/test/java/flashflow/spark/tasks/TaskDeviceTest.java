package flashflow.spark.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.spark.LocalSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task computes on the GPU that Spark has given it, or says why not. */
class TaskDeviceTest {
    private static Map<String, ResourceInformation> given(String... addresses) {
        return Map.of("gpu", new ResourceInformation("gpu", addresses));
    }

    @Test
    void theFirstGpuThatWasGivenIsTaken() {
        assertEquals(Device.gpu(0), TaskDevice.of(given("0"), 1));
        assertEquals(Device.gpu(3), TaskDevice.of(given("3", "1"), 4));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, finds none", "2, 2, only 2", "GPU-5a, 1, by their numbers"})
    void aGpuThatPyTorchDoesNotHaveIsRefused(String address, int there, String words) {
        var failure = assertThrows(FlashFlowException.class, () -> TaskDevice.of(given(address), there));
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
    }

    @Test
    void aTaskWithoutAGpuComputesWhereTheDriverSays() {
        var context = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        var devices = context.parallelize(List.of(1), 1)
                .map(i -> TaskDevice.of(Device.cpu()).toString())
                .collect();
        assertEquals(List.of(Device.cpu().toString()), devices);
    }
}
