package flashflow.flow;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A new flow's parameters, as nflows begins: linear layers uniform in +-1/sqrt(inputs), the last layer of each residual
 * block uniform in +-1e-3, batch norms and LU layers the identity, permutations random.
 */
final class InitialParameters {
    /** softplus of this plus 1e-3 is 1, so that LU layers start as the identity. */
    private static final float UNIT_DIAGONAL = (float) Math.log(Math.exp(1 - 1e-3) - 1);

    private static final float LAST_OF_BLOCK = 1e-3f;

    private final FlowConfig config;
    private final SplittableRandom random;

    InitialParameters(FlowConfig config) {
        this.config = config;
        this.random = new SplittableRandom(config.seed());
    }

    /** Permutations of the D features before each linear layer, layer after layer. */
    long[] permutations() {
        int layers = config.linear() ? config.steps() + 1 : 0;
        return IntStream.range(0, layers)
                .boxed()
                .flatMapToLong(i -> permutation())
                .toArray();
    }

    float[] parameters(ParameterLayout layout) {
        var flat = new float[Math.toIntExact(layout.parameterCount())];
        for (var entry : layout.parameters()) {
            fill(flat, entry, layout);
        }
        return flat;
    }

    float[] statistics(ParameterLayout layout) {
        var flat = new float[Math.toIntExact(layout.statisticCount())];
        for (var entry : layout.statistics()) {
            if (entry.name().endsWith("variance")) {
                constant(flat, entry, 1);
            }
        }
        return flat;
    }

    private void fill(float[] flat, ParameterLayout.Entry entry, ParameterLayout layout) {
        String name = entry.name();
        if (name.equals("linear.diagonal")) {
            constant(flat, entry, UNIT_DIAGONAL);
        } else if (name.endsWith("gamma")) {
            constant(flat, entry, 1);
        } else if (name.startsWith("steps.") && !name.endsWith("beta")) {
            uniform(flat, entry, bound(name, layout));
            if (config.kind() == Kind.AUTOREGRESSIVE) {
                Masks.apply(config, entry, flat);
            }
        }
    }

    private static float bound(String name, ParameterLayout layout) {
        if (name.contains("linear1.")) {
            return LAST_OF_BLOCK;
        }
        int inputs = layout.parameter(name.substring(0, name.lastIndexOf('.')) + ".weight")
                .columns();
        return (float) (1 / Math.sqrt(Math.max(1, inputs)));
    }

    private void uniform(float[] flat, ParameterLayout.Entry entry, float bound) {
        for (long i = entry.offset(); i < entry.offset() + entry.size(); i++) {
            flat[(int) i] = bound * (2 * random.nextFloat() - 1);
        }
    }

    private static void constant(float[] flat, ParameterLayout.Entry entry, float value) {
        java.util.Arrays.fill(flat, (int) entry.offset(), (int) (entry.offset() + entry.size()), value);
    }

    /** Fisher and Yates. */
    private java.util.stream.LongStream permutation() {
        var p = java.util.stream.LongStream.range(0, config.targets()).toArray();
        for (int i = p.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long swap = p[i];
            p[i] = p[j];
            p[j] = swap;
        }
        return java.util.Arrays.stream(p);
    }
}
