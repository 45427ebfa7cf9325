package flashflow.interop;

import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import flashflow.flow.ParameterLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which values of an nflows state dict are which values of a flow's flat arrays. Every nflows tensor is a sequence of
 * segments that lie contiguous in both, so one list of segments serves reading, writing and optimizer moments.
 *
 * <p>By default the names are those of flows nested as in FlashSim: {@code _transform._transforms.i._transforms.0} is
 * the permutation and LU layer of step i, {@code ..._transforms.1} its splines.
 */
public final class NflowsNames {
    /**
     * Values that lie together in both worlds.
     *
     * @param from index of the first value in the nflows tensor
     * @param to index of the first value in the flat array
     * @param count how many
     */
    public record Segment(int from, int to, int count) {
        void toFlat(float[] tensor, float[] flat) {
            System.arraycopy(tensor, from, flat, to, count);
        }

        void toTensor(float[] flat, float[] tensor) {
            System.arraycopy(flat, to, tensor, from, count);
        }
    }

    private final FlowConfig config;
    private final NflowsPaths paths;
    private final ParameterLayout layout;
    private final Map<String, List<Segment>> parameters = new LinkedHashMap<>();
    private final Map<String, List<Segment>> statistics = new LinkedHashMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    /** The names of that configuration's tensors, nested as in FlashSim. */
    public NflowsNames(FlowConfig config) {
        this(config, NflowsPaths.flashSim(config.kind(), config.steps(), config.linear()));
    }

    /** The names of that configuration's tensors, nested in another way. */
    NflowsNames(FlowConfig config, NflowsPaths paths) {
        this.config = config;
        this.paths = paths;
        this.layout = new ParameterLayout(config);
        for (int layer = 0; layer <= config.steps(); layer++) {
            if (!paths.linears().get(layer).isEmpty()) {
                linear(layer);
            }
        }
        for (int step = 0; step < config.steps(); step++) {
            net(step);
        }
    }

    /** Trainable nflows tensors with their segments of {@link flashflow.flow.SplineFlow#parameters()}. */
    public Map<String, List<Segment>> parameters() {
        return parameters;
    }

    /** Running statistics with their segments of {@link flashflow.flow.SplineFlow#statistics()}. */
    public Map<String, List<Segment>> statistics() {
        return statistics;
    }

    /** Shape of each nflows tensor of {@link #parameters()} and {@link #statistics()}. */
    public Map<String, long[]> shapes() {
        return shapes;
    }

    /** Names of the permutations, in the order of {@link flashflow.flow.SplineFlow#permutations()}. */
    public List<String> permutations() {
        return paths.permutations().stream()
                .filter(path -> !path.isEmpty())
                .map(path -> path + "._permutation")
                .toList();
    }

    private void linear(int layer) {
        String lu = paths.linears().get(layer) + ".";
        row(lu + "lower_entries", "linear.lower", layer);
        row(lu + "upper_entries", "linear.upper", layer);
        row(lu + "unconstrained_upper_diag", "linear.diagonal", layer);
        row(lu + "bias", "linear.bias", layer);
    }

    private void row(String nflows, String ours, int row) {
        var entry = layout.parameter(ours);
        part(parameters, nflows, entry, row * entry.columns(), entry.columns());
    }

    private void net(int step) {
        boolean masked = config.kind() == Kind.AUTOREGRESSIVE;
        String theirs = paths.splines().get(step) + ".";
        String ours = "steps." + step + ".";
        whole(parameters, theirs + "initial_layer.weight", layout.parameter(ours + "initial.weight"));
        whole(parameters, theirs + "initial_layer.bias", layout.parameter(ours + "initial.bias"));
        if (masked && config.context() > 0) {
            whole(parameters, theirs + "context_layer.weight", layout.parameter(ours + "initialContext.weight"));
            whole(parameters, theirs + "context_layer.bias", layout.parameter(ours + "initialContext.bias"));
        }
        for (int block = 0; block < config.blocks(); block++) {
            block(theirs + "blocks." + block + ".", ours, block);
        }
        last(theirs + "final_layer.weight", ours, ".weight", config.hidden());
        last(theirs + "final_layer.bias", ours, ".bias", 0);
    }

    private void block(String theirs, String ours, int block) {
        int h = config.hidden();
        if (config.context() > 0) {
            part(parameters, theirs + "context_layer.weight", layout.parameter(ours + "context.weight"), block * h, h);
            part(parameters, theirs + "context_layer.bias", layout.parameter(ours + "context.bias"), block * h, h);
        }
        for (int i = 0; i < 2; i++) {
            String mine = ours + "blocks." + block + ".";
            if (config.batchNorm()) {
                norm(theirs + "batch_norm_layers." + i + ".", mine + "norm" + i + ".");
            }
            String linear = theirs + "linear_layers." + i;
            whole(parameters, linear + ".weight", layout.parameter(mine + "linear" + i + ".weight"));
            whole(parameters, linear + ".bias", layout.parameter(mine + "linear" + i + ".bias"));
        }
    }

    private void norm(String theirs, String ours) {
        whole(parameters, theirs + "weight", layout.parameter(ours + "gamma"));
        whole(parameters, theirs + "bias", layout.parameter(ours + "beta"));
        whole(statistics, theirs + "running_mean", layout.statistic(ours + "mean"));
        whole(statistics, theirs + "running_var", layout.statistic(ours + "variance"));
    }

    /** nflows keeps the 3K - 1 logits of a feature together; here widths, heights and derivatives are layers apart. */
    private void last(String theirs, String ours, String kind, int columns) {
        int k = config.bins();
        int width = Math.max(1, columns);
        var widths = layout.parameter(ours + "widths" + kind);
        int features = widths.rows() / k;
        var segments = new ArrayList<Segment>();
        for (int f = 0; f < features; f++) {
            int from = f * (3 * k - 1) * width;
            segments.add(segment(from, widths, f * k * width, k * width));
            segments.add(
                    segment(from + k * width, layout.parameter(ours + "heights" + kind), f * k * width, k * width));
            segments.add(segment(
                    from + 2 * k * width,
                    layout.parameter(ours + "derivatives" + kind),
                    f * (k - 1) * width,
                    (k - 1) * width));
        }
        int rows = features * (3 * k - 1);
        put(parameters, theirs, segments, columns == 0 ? new long[] {rows} : new long[] {rows, columns});
    }

    private void whole(Map<String, List<Segment>> to, String theirs, ParameterLayout.Entry entry) {
        put(to, theirs, List.of(segment(0, entry, 0, (int) entry.size())), entry.shape());
    }

    /** Rows of a matrix or values of a vector that stack several nflows tensors. */
    private void part(Map<String, List<Segment>> to, String theirs, ParameterLayout.Entry entry, int first, int count) {
        boolean stackedRows = entry.columns() > 0 && !entry.name().startsWith("linear.");
        int width = stackedRows ? entry.columns() : 1;
        long[] shape = stackedRows ? new long[] {count, width} : new long[] {count};
        put(to, theirs, List.of(segment(0, entry, first * width, count * width)), shape);
    }

    private static Segment segment(int from, ParameterLayout.Entry entry, int offset, int count) {
        return new Segment(from, Math.toIntExact(entry.offset() + offset), count);
    }

    private void put(Map<String, List<Segment>> to, String name, List<Segment> segments, long[] shape) {
        to.put(name, segments);
        shapes.put(name, shape);
    }
}
