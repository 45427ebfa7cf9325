package flashflow.notebook;

import flashflow.FlashFlowException;
import flashflow.engine.PyTorch;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Makes a JJava kernel show figures, tables and arrays, import our packages, and answer our errors with one sentence. The
 * kernel installs it by itself as soon as the jar is on its class path.
 */
public final class FlashFlowExtension implements Extension {
    private static final String ENGINE = "ai.djl.pytorch.engine.PtEngineProvider";

    /** For the service loader. */
    public FlashFlowExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        try {
            FlashFlowException.briefTraces(true);
            PlotlyOnce.reset();
            Renderers.register(kernel.getRenderer(), () -> CellSource.of(kernel));
            Imports.add(kernel);
            startEngine();
        } catch (RuntimeException | LinkageError e) {
            // A kernel dies of an extension that throws.
            System.err.println(
                    "FlashFlow could not set up this kernel (" + e + "); values will be shown as plain text.");
        }
    }

    /**
     * Loads DJL's engine in the background while the first cell is written: threads of a pool started later would not find
     * its classes. Only where its jar is there, because DJL never looks a second time.
     */
    private static void startEngine() {
        ClassLoader loader = FlashFlowExtension.class.getClassLoader();
        try {
            Class.forName(ENGINE, false, loader);
        } catch (ClassNotFoundException e) {
            return;
        }
        var thread = new Thread(FlashFlowExtension::loadEngine, "flashflow-engine");
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        thread.start();
    }

    private static void loadEngine() {
        try {
            PyTorch.engine();
        } catch (RuntimeException | LinkageError e) {
            // The first use of the engine in a cell will say what is wrong; nobody reads what this thread says.
            return;
        }
    }
}
