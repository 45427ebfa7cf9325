package flashflow.flow;

import flashflow.flow.density.TensorLayout;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A new flow's parameters, as nflows begins: linear layers uniform in +-1/sqrt(inputs), the last layer of each residual
 * block uniform in +-1e-3, batch norms and LU layers the identity, permutations random. Where the configuration wants a start near the
 * identity, the last layer of each net is a tenth of that, and its splines have slopes of about 1.
 */
final class InitialParameters {
    /** softplus of this plus 1e-3 is 1, so that LU layers start as the identity. */
    private static final float UNIT_DIAGONAL = (float) Math.log(Math.exp(1 - 1e-3) - 1);

    private static final float LAST_OF_BLOCK = 1e-3f;

    /** Of the usual last layer, in one that starts near the identity. */
    private static final float NEAR_IDENTITY = 0.1f;

    private final FlowConfig config;
    private final RandomStream random;

    InitialParameters(FlowConfig config) {
        this.config = config;
        this.random = Purpose.INITIAL_PARAMETERS.stream(config.seed());
    }

    /**
     * Permutations of the D features before each linear layer, layer after layer. They are random, but for this: the features
     * that a coupling step transforms are those that the steps before have transformed least. Left to chance, one feature
     * in sixteen would be transformed by none of four steps, and a flow with such a feature trains far worse.
     */
    long[] permutations() {
        int layers = config.linear() ? config.steps() + 1 : 0;
        var features = IntStream.range(0, config.targets()).toArray();
        var transformed = new int[config.targets()];
        var all = new long[layers * config.targets()];
        for (int layer = 0; layer < layers; layer++) {
            int[] order = shuffled(features, transformed);
            int next = 0;
            for (int parity : new int[] {layer % 2, 1 - layer % 2}) {
                for (int j = parity; j < features.length; j += 2) {
                    all[layer * features.length + j] = order[next++];
                }
            }
            features = permuted(features, all, layer);
            for (int j = layer % 2; j < features.length; j += 2) {
                transformed[features[j]]++;
            }
        }
        return all;
    }

    /** Places 0 to D - 1 in random order, those whose features were transformed least first. */
    private int[] shuffled(int[] features, int[] transformed) {
        int[] places = random.permutation(features.length);
        boolean some = config.kind() == Kind.COUPLING;
        return IntStream.of(places)
                .boxed()
                .sorted(Comparator.comparingInt(place -> some ? transformed[features[place]] : 0))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] permuted(int[] features, long[] all, int layer) {
        return IntStream.range(0, features.length)
                .map(j -> features[(int) all[layer * features.length + j]])
                .toArray();
    }

    float[] parameters(TensorLayout layout) {
        var flat = new float[Math.toIntExact(layout.parameterCount())];
        for (var entry : layout.parameters()) {
            fill(flat, entry, layout);
        }
        return flat;
    }

    float[] statistics(TensorLayout layout) {
        var flat = new float[Math.toIntExact(layout.statisticCount())];
        for (var entry : layout.statistics()) {
            if (entry.name().endsWith("variance") || entry.name().equals("shift.deviation")) {
                constant(flat, entry, 1);
            }
        }
        return flat;
    }

    private void fill(float[] flat, TensorLayout.Entry entry, TensorLayout layout) {
        String name = entry.name();
        if (name.equals("linear.diagonal")) {
            constant(flat, entry, UNIT_DIAGONAL);
        } else if (name.endsWith("gamma")) {
            constant(flat, entry, 1);
        } else if (config.identityStart() && name.endsWith("derivatives.bias")) {
            constant(flat, entry, (float) Math.log(Math.exp(1 - config.minDerivative()) - 1));
        } else if (!name.startsWith("linear.") && !name.endsWith("beta")) {
            boolean near = config.identityStart() && isLast(name);
            uniform(flat, entry, bound(name, layout) * (near ? NEAR_IDENTITY : 1));
            if (config.kind() == Kind.AUTOREGRESSIVE) {
                Masks.apply(config, entry, flat);
            }
        }
    }

    private static boolean isLast(String name) {
        String tensor = name.substring(0, name.lastIndexOf('.'));
        return tensor.endsWith(".widths") || tensor.endsWith(".heights") || tensor.endsWith(".derivatives");
    }

    private static float bound(String name, TensorLayout layout) {
        if (name.contains("linear1.")) {
            return LAST_OF_BLOCK;
        }
        int inputs = layout.parameter(name.substring(0, name.lastIndexOf('.')) + ".weight")
                .columns();
        return (float) (1 / Math.sqrt(Math.max(1, inputs)));
    }

    private void uniform(float[] flat, TensorLayout.Entry entry, float bound) {
        for (long i = entry.offset(); i < entry.offset() + entry.size(); i++) {
            flat[(int) i] = (float) random.uniform(-bound, bound);
        }
    }

    private static void constant(float[] flat, TensorLayout.Entry entry, float value) {
        java.util.Arrays.fill(flat, (int) entry.offset(), (int) (entry.offset() + entry.size()), value);
    }
}
