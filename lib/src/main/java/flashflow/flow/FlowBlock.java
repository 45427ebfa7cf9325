package flashflow.flow;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.loss.Loss;
import ai.djl.util.PairList;
import flashflow.flow.density.TensorLayout;
import flashflow.flow.kernels.FlowKernels;
import flashflow.random.Purpose;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A flow as a DJL block, for those who compose networks or train with DJL's own {@code Trainer}: inputs x (rows, D) and
 * y (rows, C), output log p(x | y) in nats, (rows). Training mode uses batch statistics and the written-out gradient;
 * inference mode records an ordinary graph, through which gradients reach x and y as well.
 */
public final class FlowBlock extends AbstractBlock {
    private static final byte VERSION = 1;

    private final FlowConfig config;
    private final ParameterLayout layout;
    private final Parameter parameters;
    private final Parameter statistics;
    private final Parameter permutations;
    /** Each batch has its own dropout, and a block made anew has the same ones again. */
    private final AtomicLong forwards = new AtomicLong();

    /** A block with a new flow's values, which depend on the configuration's seed alone. */
    public FlowBlock(FlowConfig config) {
        super(VERSION);
        this.config = config;
        this.layout = new ParameterLayout(config);
        var initial = new InitialParameters(config);
        parameters = add("parameters", true, initial.parameters(layout));
        statistics = add("statistics", false, initial.statistics(layout));
        permutations = add("permutations", false, initial.permutations());
    }

    /** The mean NLL in nats, as a loss for DJL's trainer; the labels are not looked at. */
    public static Loss nll() {
        return new Loss("NLL") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                return predictions.singletonOrThrow().mean().neg();
            }
        };
    }

    /** A copy of the present values as a flow on that device. */
    public SplineFlow toFlow(Device device) {
        SplineFlow flow = SplineFlow.of(config, device);
        flow.set(
                parameters.getArray().toFloatArray(),
                statistics.getArray().toFloatArray(),
                LongStream.of(permutations
                                .getArray()
                                .toType(DataType.INT64, true)
                                .toLongArray())
                        .toArray());
        return flow;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray x = inputs.get(0);
        NDManager manager = x.getManager();
        NDArray flat = store.getValue(parameters, x.getDevice(), training);
        var arguments = new NDList(
                training ? of(manager, flat.stopGradient()) : flat,
                of(manager, store.getValue(statistics, x.getDevice(), training).stopGradient()),
                of(
                        manager,
                        store.getValue(permutations, x.getDevice(), training).toType(DataType.INT64, true)),
                manager.create(TensorLayout.spec(layout.parameters())),
                manager.create(TensorLayout.spec(layout.statistics())),
                manager.create(SplineFlow.cfg(config)),
                manager.create(numbers()),
                x,
                inputs.get(1));
        FlowKernels kernels = FlowKernels.on(x.getDevice());
        if (training) {
            arguments.add(manager.create(Masks.flat(config, layout)));
            arguments.add(manager.create(Purpose.DROPOUT.key(config.seed(), forwards.getAndIncrement())));
            return new NDList(linear(flat, kernels.record("graph_train", arguments)));
        }
        return kernels.record("graph_log_prob", arguments);
    }

    /** log p of each row, linear in the parameters with the written-out gradient as slope: backward of the mean hands it on. */
    private static NDArray linear(NDArray flat, NDList nllAndGradient) {
        NDArray slope = nllAndGradient.get(1).mul(flat).sum();
        return slope.stopGradient().sub(slope).sub(nllAndGradient.get(0));
    }

    /** What is made of a parameter belongs to the parameter's manager, which lives for long. */
    private static NDArray of(NDManager manager, NDArray array) {
        array.attach(manager);
        return array;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0))};
    }

    /** Box, then rates. */
    private double[] numbers() {
        return DoubleStream.concat(DoubleStream.of(SplineFlow.box(config)), DoubleStream.of(SplineFlow.rates(config)))
                .toArray();
    }

    private Parameter add(String name, boolean trained, float[] values) {
        return add(name, trained, new Shape(values.length), manager -> manager.create(values));
    }

    private Parameter add(String name, boolean trained, long[] values) {
        Shape shape = new Shape(values.length / config.targets(), config.targets());
        return add(name, trained, shape, manager -> manager.create(values, shape));
    }

    private Parameter add(
            String name, boolean trained, Shape shape, java.util.function.Function<NDManager, NDArray> values) {
        Initializer initializer = (manager, wanted, type) -> {
            try (NDArray fromJava = values.apply(manager)) {
                return fromJava.duplicate();
            }
        };
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER)
                .optShape(shape)
                .optInitializer(initializer)
                .optRequiresGrad(trained)
                .build());
    }
}
