package flashflow.spark.tasks;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.engine.PyTorch;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The device that a task computes on: the GPU that Spark has given it, else what the driver says. */
public final class TaskDevice {
    private static final String GPU = "gpu";
    private static final String REMEDY = ", or leave spark.task.resource.gpu.amount out to compute on processors.";

    private TaskDevice() {}

    /**
     * Of the running task.
     *
     * @param otherwise where Spark has given it no GPU
     * @throws FlashFlowException if PyTorch has not the GPU that it was given
     */
    public static Device of(Device otherwise) {
        var given = TaskContext.get().resourcesJMap();
        return given.containsKey(GPU) ? of(given, PyTorch.engine().getGpuCount()) : otherwise;
    }

    /**
     * The first GPU among resources.
     *
     * @param given has such
     * @param there how many GPUs PyTorch has
     */
    static Device of(Map<String, ResourceInformation> given, int there) {
        String[] addresses = given.get(GPU).addresses();
        String address = addresses.length == 0 ? "none" : addresses[0];
        if (!address.matches("\\d{1,4}")) {
            throw new FlashFlowException("Spark has given this task the GPU '" + address
                    + "', and PyTorch knows GPUs by their numbers from 0; let the discovery script print these"
                    + REMEDY);
        }
        int number = Integer.parseInt(address);
        if (number >= there) {
            throw new FlashFlowException("Spark has given this task GPU " + number + ", and PyTorch finds "
                    + (there == 0 ? "none" : "only " + there)
                    + " in this executor; assemble the jar with -Pcuda and look at the driver and at CUDA_VISIBLE_DEVICES there"
                    + REMEDY);
        }
        return Device.gpu(number);
    }
}
