package flashflow.engine;

import ai.djl.engine.EngineException;
import flashflow.FlashFlowException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence that a device had no memory left for a call of the engine, which says so amid a trace of its own. */
final class EngineMemory {
    /** On a GPU, by PyTorch's allocator or by a library of NVIDIA's; on the CPU, where the amount is in bytes. */
    private static final Pattern FULL =
            Pattern.compile("CUDA out of memory(?:\\. Tried to allocate ([0-9.]+ .?i?B))?|CUBLAS_STATUS_ALLOC_FAILED"
                    + "|can't allocate memory: you tried to allocate ([0-9]+) bytes");

    private EngineMemory() {}

    /** The exception itself where memory was not what lacked. */
    static RuntimeException explain(EngineException failure) {
        Matcher full = FULL.matcher(String.valueOf(failure.getMessage()));
        return full.find() ? new FlashFlowException(sentence(full), failure) : failure;
    }

    private static String sentence(Matcher full) {
        boolean cpu = full.group(2) != null;
        String asked = cpu ? full.group(2) + " bytes" : full.group(1);
        return (cpu ? "The machine" : "The GPU") + " has no memory left for the flow"
                + (asked == null ? "" : " (" + asked + " more were asked for)")
                + ": train with a smaller batchSize, and accumulate for the same updates, generate with fewer workers, take a smaller"
                + " flow, or end what else holds the memory.";
    }
}
