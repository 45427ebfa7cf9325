package flashflow.engine;

import ai.djl.engine.EngineException;
import ai.djl.util.Platform;
import flashflow.FlashFlowException;
import java.io.IOException;

/** Says in one sentence why the engine did not start. */
final class EngineFailure {
    private static final String ANEW = "; start Java anew afterwards (in a notebook, restart the kernel).";

    private EngineFailure() {}

    static FlashFlowException explain(Throwable failure) {
        if (failure instanceof FlashFlowException ours) {
            return ours;
        }
        return new FlashFlowException(sentence(failure) + ANEW, failure);
    }

    private static String sentence(Throwable failure) {
        Throwable root = root(failure);
        String said = root.getMessage() == null ? root.getClass().getSimpleName() : firstLine(root.getMessage());
        if (root instanceof UnsatisfiedLinkError) {
            return unloadable(said);
        } else if (root instanceof IOException) {
            return missing(
                    "those for it could not be fetched (" + root.getClass().getSimpleName() + ": " + said + ")");
        } else if (root instanceof EngineException && said.startsWith("No deep learning engine")) {
            return "There is no engine to run a flow on; put ai.djl.pytorch:pytorch-engine on the class path";
        }
        return "PyTorch could not be started (" + root.getClass().getSimpleName() + ": " + said
                + "); check that the jars of ai.djl on the class path are of one version";
    }

    /** The C library says "failed to map segment" where programs must not be run from a file system. */
    private static String unloadable(String said) {
        if (said.contains("failed to map segment") || said.contains("Operation not permitted")) {
            return "PyTorch's libraries cannot be loaded from " + CacheFolder.path() + " (" + said
                    + "): the file system there is mounted with noexec; " + CacheFolder.nameAnother()
                    + " and whose file system lets programs run";
        }
        return "PyTorch's libraries in " + CacheFolder.path() + " cannot be loaded (" + said
                + "); this machine lacks a library that they need, or they are for another kind of machine than "
                + machine()
                + ": install the one, or put the right jar ai.djl.pytorch:pytorch-native-cpu on the class path";
    }

    private static String missing(String why) {
        return "The class path holds no libraries of PyTorch for this machine (" + machine() + "), and " + why
                + "; put the jar ai.djl.pytorch:pytorch-native-cpu for it on the class path, or name a folder that holds"
                + " them by the environment variable PYTORCH_LIBRARY_PATH";
    }

    private static String machine() {
        try {
            return Platform.detectPlatform("pytorch").getClassifier();
        } catch (RuntimeException | AssertionError e) {
            return System.getProperty("os.name") + " " + System.getProperty("os.arch");
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
