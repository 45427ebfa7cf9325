package flashflow.interop;

import com.google.gson.GsonBuilder;
import flashflow.FlashFlowException;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowValues;
import flashflow.flow.Kind;
import flashflow.flow.SplineFlow;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Writes a flow for Python: a safetensors file whose tensors are the state_dict of FlashSim's nflows flow, all buffers
 * included, with FlashSim's hyper-parameters as JSON in its metadata. {@code python/flashflow_to_nflows.py} rebuilds
 * the nflows flow from it.
 */
public final class NflowsExport {
    /** The metadata key of the hyper-parameters, called as in FlashSim's checkpoints. */
    static final String HYPERPARAMETERS = "model_hyperparams";

    private final FlowConfig config;
    private final NflowsPaths paths;
    private final NflowsNames names;
    private final SafetensorsWriter writer = Safetensors.writer();

    private NflowsExport(FlowConfig config) {
        this.config = config;
        this.paths = NflowsPaths.flashSim(config.kind(), config.steps(), config.linear());
        this.names = new NflowsNames(config, paths);
    }

    /**
     * Writes the file, beside its place and renamed.
     *
     * @param flow any flow; the file depends on its configuration, weights, statistics and permutations
     * @param file where to, ending in .safetensors
     * @throws FlashFlowException if it cannot be written, or the flow has a shift by the context
     */
    public static void write(SplineFlow flow, Path file) {
        if (flow.config().contextShift() && flow.config().context() > 0) {
            throw new FlashFlowException(
                    "The flow begins with a shift by the context, a layer that nflows has not, and cannot be"
                            + " written for it; train one with contextShift(false), or export this one with TorchScriptExport.");
        }
        new NflowsExport(flow.config()).writeAll(flow, file);
    }

    private void writeAll(SplineFlow flow, Path file) {
        writer.metadata("format", "nflows state_dict").metadata(HYPERPARAMETERS, hyperparameters());
        FlowValues values = flow.values();
        add(names.parameters(), values.parameters());
        add(names.statistics(), values.statistics());
        if (config.linear()) {
            addPermutations(values.permutations());
        }
        if (config.kind() == Kind.COUPLING) {
            addFeatures();
        }
        writer.write(file);
    }

    private void add(Map<String, List<NflowsNames.Segment>> tensors, float[] flat) {
        tensors.forEach((name, segments) -> {
            long[] shape = names.shapes().get(name);
            writer.add(name, () -> tensor(shape, segments, flat), shape);
            addBuffers(name);
        });
    }

    private static float[] tensor(long[] shape, List<NflowsNames.Segment> segments, float[] flat) {
        var values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
        segments.forEach(segment -> segment.toTensor(flat, values));
        return values;
    }

    /** The buffers of the layer that this tensor belongs to. */
    private void addBuffers(String name) {
        if (name.endsWith(".running_var")) {
            writer.add(name.replace("running_var", "num_batches_tracked"), new long[1], new long[0]);
        }
        String layer = name.replaceFirst("\\.weight$", "");
        if (config.kind() == Kind.AUTOREGRESSIVE && name.endsWith(".weight") && MadeMasks.masked(layer)) {
            var masks = new MadeMasks(config);
            long[] degrees = masks.degrees(layer);
            float[] mask = masks.mask(layer);
            writer.add(layer + ".mask", mask, degrees.length, mask.length / degrees.length);
            writer.add(layer + ".degrees", degrees, degrees.length);
        }
    }

    private void addPermutations(long[] permutations) {
        int d = config.targets();
        for (int layer = 0; layer <= config.steps(); layer++) {
            long[] order = Arrays.copyOfRange(permutations, layer * d, (layer + 1) * d);
            writer.add(names.permutations().get(layer), order, d);
        }
    }

    private void addFeatures() {
        for (int step = 0; step < config.steps(); step++) {
            String coupling = paths.splines().get(step).replaceFirst("transform_net$", "");
            addFeatures(coupling + "transform_features", step % 2);
            addFeatures(coupling + "identity_features", 1 - step % 2);
        }
    }

    private void addFeatures(String name, int parity) {
        long[] features = LongStream.range(0, config.targets())
                .filter(i -> i % 2 == parity)
                .toArray();
        writer.add(name, features, features.length);
    }

    /** As FlashSim's create_NDE_model takes them; what FlashSim has no argument for is added only where it differs. */
    private String hyperparameters() {
        Map<String, Object> transform = new LinkedHashMap<>();
        transform.put("hidden_dim", config.hidden());
        transform.put("num_transform_blocks", config.blocks());
        transform.put("activation", config.activation().name().toLowerCase(Locale.ROOT));
        transform.put("dropout_probability", config.dropout());
        transform.put("batch_norm", config.batchNorm());
        transform.put("num_bins", config.bins());
        transform.put("tail_bound", config.tailBound());
        transform.put("base_transform_type", config.kind() == Kind.COUPLING ? "rq-coupling" : "rq-autoregressive");
        putUnless(transform, "min_bin_width", config.minBinWidth());
        putUnless(transform, "min_bin_height", config.minBinHeight());
        putUnless(transform, "min_derivative", config.minDerivative());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("input_dim", config.targets());
        all.put("num_flow_steps", config.steps());
        all.put("context_dim", config.context() == 0 ? null : config.context());
        all.put("base_transform_kwargs", transform);
        return new GsonBuilder().serializeNulls().create().toJson(all);
    }

    private static void putUnless(Map<String, Object> map, String key, double value) {
        if (value != 1e-3) {
            map.put(key, value);
        }
    }
}
