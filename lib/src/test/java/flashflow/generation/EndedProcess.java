package flashflow.generation;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Noise;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.NllGradient;
import flashflow.preprocessing.Preprocessing;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that says "busy" and then keeps the engine busy without end, in calls that take longer than Java waits for native code
 * when it ends.
 */
final class EndedProcess {
    /** What keeps the engine busy. */
    enum Work {
        GENERATION,
        TRAINING,
        DENSITY
    }

    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("a", "b"));
    private static final FlowConfig LARGE = FlowConfig.of(2, 1, 4, 512, 2, 8);
    private static final int ROWS = 4096;

    private EndedProcess() {}

    public static void main(String[] arguments) {
        switch (Work.valueOf(arguments[0])) {
            case GENERATION -> generate(Path.of(arguments[1]));
            case TRAINING -> train();
            case DENSITY -> evaluate();
        }
    }

    private static void generate(Path out) {
        var rows = InMemoryDataset.of(LAYOUT, Noise.normal(1, 0, ROWS, 3));
        var model = FlowModel.of(LARGE, Preprocessing.none(LAYOUT).fit(rows), Device.cpu());
        Generation.of(model)
                .folds(1 << 16)
                .batchRows(1)
                .workers(2)
                .listener(new GenerationListener() {
                    @Override
                    public void started(long total) {
                        System.out.println("busy");
                    }
                })
                .toHdf5(rows, out);
    }

    private static void train() {
        var flow = SplineFlow.of(LARGE, Device.cpu());
        try (var scope = PyTorch.engine().newBaseManager(Device.cpu());
                var gradient = new NllGradient(flow)) {
            var weights = scope.full(new Shape(ROWS), 1f / ROWS);
            forEver(() -> gradient.run(noise(scope, 2), noise(scope, 1), weights));
        }
    }

    private static void evaluate() {
        var flow = SplineFlow.of(LARGE, Device.cpu());
        try (var scope = PyTorch.engine().newBaseManager(Device.cpu())) {
            forEver(() -> flow.logProb(noise(scope, 2), noise(scope, 1)));
        }
    }

    private static ai.djl.ndarray.NDArray noise(NDManager scope, int columns) {
        return scope.create(Noise.normal(1, 0, ROWS, columns), new Shape(ROWS, columns));
    }

    private static void forEver(Runnable call) {
        System.out.println("busy");
        while (true) {
            call.run();
        }
    }
}
