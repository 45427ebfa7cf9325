package flashflow.engine;

import ai.djl.engine.Engine;
import flashflow.FlashFlowException;

/** The engine that flows run on. */
public final class PyTorch {
    private static final String NAME = "PyTorch";

    private static volatile Engine running;

    /** The engine's classes do not load a second time once they failed. */
    private static FlashFlowException failure;

    private PyTorch() {}

    /**
     * The engine, started by the first call. PyTorch's libraries are unpacked, or unpacked anew where they are damaged, into
     * the folder that DJL_CACHE_DIR names (an environment variable or system property), by default {@code .djl.ai} in the home
     * directory, or in that for temporary files where the home directory cannot be written.
     *
     * @throws FlashFlowException if the engine or libraries for this machine are not on the class path, or the libraries
     *     cannot be unpacked or loaded
     */
    public static Engine engine() {
        Engine engine = running;
        return engine == null ? start() : engine;
    }

    private static synchronized Engine start() {
        if (running == null) {
            if (failure != null) {
                throw new FlashFlowException(failure.getMessage(), failure.getCause());
            }
            BundledNatives.cache().ifPresent(NativeCache::prepare);
            EngineCalls.endWithJava();
            running = EngineCalls.call(PyTorch::load);
            Fuser.useProperty();
        }
        return running;
    }

    private static Engine load() {
        try {
            return checked(Engine.getInstance());
        } catch (RuntimeException | LinkageError | AssertionError e) {
            failure = EngineFailure.explain(e);
            throw failure;
        }
    }

    private static Engine checked(Engine found) {
        if (!NAME.equals(found.getEngineName())) {
            throw new FlashFlowException("The flow runs on DJL's PyTorch engine, but the engine found is "
                    + found.getEngineName() + "; put ai.djl.pytorch:pytorch-engine on the class path.");
        }
        return found;
    }
}
