package flashflow.validation;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;

/**
 * A small classifier on the CPU: two hidden layers of 64 with relu, trained by Adam on the binary cross-entropy. Its start
 * and the order of its rows come from its own seed, so that the engine's random state is left alone.
 */
final class Perceptron implements AutoCloseable {
    private static final int HIDDEN = 64;
    private static final int BATCH = 256;
    private static final int UPDATES = 64;
    private static final float RATE = 2e-3f;
    private final Model model;
    private final Trainer trainer;
    private final int width;

    Perceptron(int width, long seed) {
        this.width = width;
        this.model = Model.newInstance("two-sample classifier", Device.cpu(), "PyTorch");
        Block net = new SequentialBlock()
                .add(Linear.builder().setUnits(HIDDEN).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(HIDDEN).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(1).build());
        net.setInitializer(new Uniform(Purpose.VALIDATION.stream(seed)), ai.djl.nn.Parameter.Type.WEIGHT);
        model.setBlock(net);
        var config = new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(RATE))
                        .build());
        this.trainer = model.newTrainer(config);
        trainer.initialize(new Shape(BATCH, width));
    }

    /** One pass over all rows in a random order; a rest smaller than a batch is left for another order. */
    void epoch(float[] rows, float[] labels, Resampler draws) {
        int[] order = draws.chosen(labels.length, labels.length);
        // At most 64 updates an epoch: each has a fixed cost that larger batches share.
        int size = Math.min(Math.max(BATCH, labels.length / UPDATES), labels.length);
        for (int first = 0; first + size <= order.length; first += size) {
            float[] x = new float[size * width];
            float[] y = new float[size];
            for (int i = 0; i < size; i++) {
                System.arraycopy(rows, order[first + i] * width, x, i * width, width);
                y[i] = labels[order[first + i]];
            }
            update(x, y);
        }
    }

    private void update(float[] x, float[] y) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            // Copies in the engine's own memory: backward must not read buffers of the Java heap.
            NDArray rows = manager.create(x, new Shape(y.length, width)).duplicate();
            NDArray labels = manager.create(y, new Shape(y.length, 1)).duplicate();
            try (var collector = trainer.newGradientCollector()) {
                var scores = trainer.forward(new NDList(rows));
                var loss = trainer.getLoss().evaluate(new NDList(labels), scores);
                collector.backward(loss);
                scores.close();
                loss.close();
            }
            trainer.step();
        }
    }

    /** The log odds of label 1 for each row. */
    double[] logOdds(float[] rows) {
        int count = rows.length / width;
        double[] odds = new double[count];
        for (int first = 0; first < count; first += BATCH * 16) {
            int size = Math.min(BATCH * 16, count - first);
            float[] part = java.util.Arrays.copyOfRange(rows, first * width, (first + size) * width);
            float[] scores = scores(part, size);
            for (int i = 0; i < size; i++) {
                odds[first + i] = scores[i];
            }
        }
        return odds;
    }

    private float[] scores(float[] part, int size) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray rows = manager.create(part, new Shape(size, width));
            var scores = trainer.evaluate(new NDList(rows));
            scores.attach(manager);
            return scores.singletonOrThrow().toFloatArray();
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }

    /** Uniform in +-sqrt(6 / inputs) (He et al. 2015). */
    private record Uniform(RandomStream random) implements Initializer {
        @Override
        public NDArray initialize(NDManager manager, Shape shape, DataType type) {
            double bound = Math.sqrt(6.0 / shape.get(1));
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.uniform(-bound, bound);
            }
            try (NDArray made = manager.create(values, shape)) {
                return made.duplicate();
            }
        }
    }
}
