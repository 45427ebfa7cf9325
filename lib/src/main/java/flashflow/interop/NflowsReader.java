package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import flashflow.flow.ParameterLayout;
import flashflow.interop.torch.StateDict;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Puts the tensors of an nflows state_dict into this library's flat arrays, all checked. */
final class NflowsReader {
    private static final int MOST_ADDED = 8;

    private final StateDict state;
    private final NflowsPaths paths;
    private final FlowConfig config;
    private final NflowsNames names;

    NflowsReader(StateDict state, NflowsSettings settings) {
        this.state = state;
        this.paths = NflowsPaths.find(state.names());
        var shapes = new NflowsShapes(state, paths);
        shapes.checkSplines();
        this.config = shapes.config(settings);
        shapes.checkMasks(config.targets());
        checkSize();
        this.names = new NflowsNames(config, paths);
        checkNames();
        names.shapes().keySet().forEach(this::checkShape);
    }

    FlowConfig config() {
        return config;
    }

    /** Where the tensors lie in the flat arrays. */
    NflowsNames names() {
        return names;
    }

    /** Names of the parameters in the file's order, which is the order of nflows' parameters. */
    List<String> parameterOrder() {
        return state.names().stream().filter(names.parameters()::containsKey).toList();
    }

    /** Before memory is taken: only linear layers that the file does without may add to its parameters. */
    private void checkSize() {
        long inFile = state.names().stream().mapToLong(this::elements).sum();
        long most = Math.min(Integer.MAX_VALUE - 8, MOST_ADDED * inFile);
        long d = config.targets();
        refuseAbove(most, config.linear() ? (config.steps() + 1) * d * (d + 1) : 0, inFile);
        refuseAbove(most, new ParameterLayout(config).parameterCount(), inFile);
    }

    private static void refuseAbove(long most, long needed, long inFile) {
        if (needed > most) {
            throw new FlashFlowException("The first net's sizes make a flow of " + needed + " parameters and the"
                    + " file's tensors have " + inFile + " values; the file is of another model or was changed.");
        }
    }

    private long elements(String name) {
        return state.shape(name).stream().reduce(1L, (a, b) -> a * b);
    }

    private void checkNames() {
        Set<String> needed = new HashSet<>(names.shapes().keySet());
        needed.addAll(names.permutations());
        var missing = needed.stream()
                .filter(name -> !state.names().contains(name))
                .sorted()
                .toList();
        var extra = state.names().stream()
                .filter(name -> !needed.contains(name) && !isDerived(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new FlashFlowException(missing.size() + " tensors of the nflows flow are missing, the first being '"
                    + missing.get(0) + "'; save the whole state_dict.");
        }
        if (!extra.isEmpty()) {
            throw new FlashFlowException(extra.size() + " tensors belong to no part of a flow that this library has,"
                    + " the first being '" + extra.get(0) + "'; save the state_dict of the flow alone.");
        }
    }

    /** nflows keeps some buffers for itself; they follow from the architecture or do not matter. */
    private boolean isDerived(String name) {
        int dot = Math.max(0, name.lastIndexOf('.'));
        String owner = name.substring(0, dot);
        return switch (name.substring(dot)) {
            case ".mask", ".degrees" -> names.shapes().containsKey(owner + ".weight");
            case ".num_batches_tracked" -> names.shapes().containsKey(owner + ".running_var");
            case ".identity_features", ".transform_features" -> paths.splines().contains(owner + ".transform_net");
            case "._log_z" -> owner.endsWith("_distribution");
            default -> false;
        };
    }

    /** All parameters, flat. A linear layer that the file does without is the identity. */
    float[] parameters() {
        var layout = new ParameterLayout(config);
        var flat = new float[Math.toIntExact(layout.parameterCount())];
        if (config.linear()) {
            var diagonal = layout.parameter("linear.diagonal");
            int from = (int) diagonal.offset();
            Arrays.fill(flat, from, from + (int) diagonal.size(), (float) Math.log(Math.expm1(1 - 1e-3)));
        }
        names.parameters().forEach((name, segments) -> read(name, segments, flat));
        return flat;
    }

    /** All running statistics, flat. */
    float[] statistics() {
        var flat = new float[Math.toIntExact(new ParameterLayout(config).statisticCount())];
        names.statistics().forEach((name, segments) -> {
            float[] values = read(name, segments, flat);
            if (name.endsWith("running_var")) {
                checkVariances(name, values);
            }
        });
        return flat;
    }

    private static void checkVariances(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                throw new FlashFlowException("The tensor '" + name + "' holds the negative variance " + values[i]
                        + " at position " + i + "; the file was changed or damaged, take another copy.");
            }
        }
    }

    private void checkShape(String name) {
        var needed = LongStream.of(names.shapes().get(name)).boxed().toList();
        if (!state.shape(name).equals(needed)) {
            throw new FlashFlowException("The tensor '" + name + "' has the shape " + state.shape(name)
                    + " and the flow needs " + needed + "; the file is of another model or was changed.");
        }
    }

    private float[] read(String name, List<NflowsNames.Segment> segments, float[] flat) {
        checkMask(name);
        float[] values = state.floats(name);
        checkFinite(name, values);
        segments.forEach(segment -> segment.toFlat(values, flat));
        return values;
    }

    private void checkFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                double held = state.doubles(name)[i];
                throw new FlashFlowException("The tensor '" + name + "' holds " + held + " at position " + i
                        + (Double.isFinite(held) ? ", which does not fit float32" : "")
                        + "; take a checkpoint from before the training failed.");
            }
        }
    }

    /** A flow of this library zeroes the weights that nflows' masks forbid, so the masks must be the same. */
    private void checkMask(String weight) {
        String layer = weight.replaceFirst("\\.weight$", "");
        if (config.kind() == Kind.COUPLING || layer.equals(weight)) {
            return;
        }
        var masks = new MadeMasks(config);
        String degrees = layer + ".degrees";
        String mask = layer + ".mask";
        boolean same = (!state.names().contains(degrees) || Arrays.equals(state.longs(degrees), masks.degrees(layer)))
                && (!state.names().contains(mask) || Arrays.equals(state.floats(mask), masks.mask(layer)));
        if (!same) {
            throw new FlashFlowException(
                    "The masks of '" + layer + "' are not nflows' ordered ones; random masks cannot be read.");
        }
    }

    /** Permutations before each linear layer; one that the file does without changes nothing. */
    long[] permutations() {
        int layers = config.linear() ? config.steps() + 1 : 0;
        return IntStream.range(0, layers)
                .mapToObj(layer -> permutation(paths.permutations().get(layer)))
                .flatMapToLong(LongStream::of)
                .toArray();
    }

    private long[] permutation(String path) {
        long[] identity = LongStream.range(0, config.targets()).toArray();
        if (path.isEmpty()) {
            return identity;
        }
        long[] order = state.longs(path + "._permutation");
        if (!Arrays.equals(LongStream.of(order).sorted().toArray(), identity)) {
            throw new FlashFlowException("The permutation '" + path + "' does not hold each of 0 to "
                    + (config.targets() - 1) + " once; the file was changed.");
        }
        return order;
    }
}
