package flashflow.spark.model;

import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.reporting.Bytes;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * What an executor takes of the memory outside of Java's heap while it generates on processors. It does not grow with files, ranges
 * and folds: each thread has a block of the flow at a time, and there are no more threads than processors. Measured: a thread took
 * 3 to 17 MB of the sample's small model, and 56 MB of the full jets model, here {@code 4 x 512 rows x 17 targets x 3 x 128 bins}
 * floats.
 *
 * @param shared bytes of what all threads share: PyTorch, Java's own, and the weights
 * @param ofThread bytes of each thread
 * @param threads of an executor, 0 where Spark does not know them before it has executors
 */
public record ExecutorMemory(long shared, long ofThread, int threads) {
    private static final long ENGINE = 300_000_000;
    private static final long SMALLEST_THREAD = 24_000_000;
    /** What a block of the flow has at a time, in units of the parameters of its splines; two more than measured. */
    private static final long TENSORS = 6;

    private static final long MIB = 1 << 20;

    /** Of the executors of a session, for a model. */
    public static ExecutorMemory of(SparkContext context, FlowModel model) {
        long parameters =
                model.flows().stream().mapToLong(ExecutorMemory::parameters).sum();
        // As they are, and as they are multiplied with.
        long weights = 2 * Float.BYTES * parameters;
        return new ExecutorMemory(ENGINE + weights, ofThread(model), threads(context));
    }

    private static long parameters(SplineFlow flow) {
        return flow.parameters().size();
    }

    /** A GPU has the blocks in its own memory. */
    private static long ofThread(FlowModel model) {
        FlowConfig config = model.flows().get(0).config();
        long rows = model.device().isGpu()
                ? 0
                : model.sampler(0).blockRows() / model.flows().size();
        long block = rows * config.targets() * 3 * config.bins() * Float.BYTES;
        return Math.max(SMALLEST_THREAD, TENSORS * block);
    }

    private static int threads(SparkContext context) {
        if (context.isLocal()) {
            return context.defaultParallelism();
        }
        return context.getConf().getInt("spark.executor.cores", isInContainers(context.getConf()) ? 1 : 0);
    }

    /** Where who takes more than was asked for is killed. */
    private static boolean isInContainers(SparkConf conf) {
        String master = conf.get("spark.master", "");
        return master.startsWith("yarn") || master.startsWith("k8s");
    }

    /** All threads together. */
    long bytes() {
        return shared + threads * ofThread;
    }

    /** The same for a session, none or one. */
    public static List<String> warnings(SparkContext context, FlowModel model) {
        return of(context, model).warning(context.getConf()).stream().toList();
    }

    /** A sentence where the executors will be killed for it. */
    Optional<String> warning(SparkConf conf) {
        long overhead = MIB * overheadMib(conf);
        return isInContainers(conf) && overhead < bytes()
                ? Optional.of(this + ", and spark.executor.memoryOverhead leaves it " + Bytes.text(overhead)
                        + ", so that it may be killed; give it --conf spark.executor.memoryOverhead="
                        + (bytes() / MIB + 1) + "m, or fewer spark.executor.cores.")
                : Optional.empty();
    }

    /** As Spark has it where nothing is said. */
    private static long overheadMib(SparkConf conf) {
        double factor = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1);
        long usual = (long) (factor * conf.getSizeAsMb("spark.executor.memory", "1g"));
        long least = conf.getSizeAsMb("spark.executor.minMemoryOverhead", "384m");
        return conf.getSizeAsMb("spark.executor.memoryOverhead", Math.max(usual, least) + "m");
    }

    @Override
    public String toString() {
        return threads == 0
                ? "An executor takes about " + Bytes.text(shared) + " outside of Java's heap and "
                        + Bytes.text(ofThread) + " for each of its cores"
                : "An executor takes about " + Bytes.text(bytes()) + " outside of Java's heap with " + threads
                        + (threads == 1 ? " core" : " cores");
    }
}
