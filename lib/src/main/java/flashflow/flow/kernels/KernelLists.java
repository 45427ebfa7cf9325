package flashflow.flow.kernels;

import flashflow.random.SplitMix;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lists that the kernels take, entry by entry: the one place that says where in its list an entry lies. Java fills the lists in
 * this order, and the kernels' sources write {@code cfg.BINS} for an entry of a list of numbers, {@code Net.INITIAL_WEIGHT} for the
 * place of a tensor and {@code Net.COUNT} for a list's length; {@link KernelSources} puts the numbers in.
 */
public final class KernelLists {
    /** {@code cfg}, whole numbers: what a flow is made of. Yes is 1 and no is 0. */
    public enum Cfg {
        TARGETS,
        CONTEXT,
        STEPS,
        HIDDEN,
        BLOCKS,
        BINS,
        AUTOREGRESSIVE,
        BATCH_NORM,
        ACTIVATION,
        LINEAR,
        SHIFT
    }

    /** {@code box}: the splines' box [-B, B], the least shares of it, and a factor on the width and height logits. */
    public enum Box {
        TAIL_BOUND,
        LEAST_WIDTH,
        LEAST_HEIGHT,
        LEAST_DERIVATIVE,
        LOGIT_SCALE
    }

    /** {@code rates}: what training does besides. */
    public enum Rates {
        NORM_EPS,
        NORM_MOMENTUM,
        DROPOUT
    }

    /** {@code adam}: what an update goes by; DECOUPLED is 1 for AdamW, MAX_NORM 0 for no clipping. */
    public enum Adam {
        LEARNING_RATE,
        BETA1,
        BETA2,
        EPS,
        WEIGHT_DECAY,
        DECOUPLED,
        MAX_NORM
    }

    /** What {@code cfg.ACTIVATION} may be. */
    public enum Activation {
        RELU,
        ELU,
        LEAKY_RELU
    }

    /** The first tensors of a flow's parameters: the linear layers of all steps and the last one. */
    public enum Linear {
        LOWER,
        UPPER,
        DIAGONAL,
        BIAS
    }

    /** What folding makes of them: matrices, their inverses, biases, and the sum of all log-determinants. */
    public enum Folded {
        MATRICES,
        INVERSES,
        BIASES,
        LOG_DET
    }

    /** Then, for each step, the tensors of its net: layers before the blocks, INITIAL_CONTEXT of an autoregressive net only, */
    public enum Net {
        INITIAL_WEIGHT,
        INITIAL_BIAS,
        INITIAL_CONTEXT_WEIGHT,
        INITIAL_CONTEXT_BIAS,
        CONTEXT_WEIGHT,
        CONTEXT_BIAS
    }

    /** the last layer, for the logits of the splines, */
    public enum Last {
        WIDTHS_WEIGHT,
        WIDTHS_BIAS,
        HEIGHTS_WEIGHT,
        HEIGHTS_BIAS,
        DERIVATIVES_WEIGHT,
        DERIVATIVES_BIAS
    }

    /** and for each block of the net, its two normed layers. Folded, GAMMA0 and BETA0 are the first norm's scale and shift. */
    public enum Block {
        GAMMA0,
        BETA0,
        WEIGHT0,
        BIAS0,
        GAMMA1,
        BETA1,
        WEIGHT1,
        BIAS1
    }

    /** The running statistics of each block. */
    public enum Statistic {
        MEAN0,
        VARIANCE0,
        MEAN1,
        VARIANCE1
    }

    /**
     * Behind those of all blocks, where {@code cfg.SHIFT} says so: the linear regression of the targets on the context, the deviation
     * of what it leaves, and the range beyond which it predicts nothing. Folded, it comes behind the nets. Of targets between bounds
     * SPREAD x + CENTRE is the normal quantile of the place between these, and the regression is one of the place; SPREAD is 0
     * for all others.
     */
    public enum Shift {
        WEIGHT,
        BIAS,
        DEVIATION,
        LOWEST,
        HIGHEST,
        SPREAD,
        CENTRE
    }

    /** What {@code cfg.SHIFT} may be: no shift by the context, one of targets on the whole line, one of targets between bounds too. */
    public enum Shifted {
        NONE,
        LINEAR,
        TRUNCATED
    }

    /** The engine's numbers for types of tensors (c10/core/ScalarType.h). */
    enum Type {
        UINT8,
        INT8,
        INT16,
        INT32,
        INT64,
        FLOAT16,
        FLOAT32,
        FLOAT64,
        COMPLEX32,
        COMPLEX64,
        COMPLEX128,
        BOOL
    }

    private KernelLists() {}

    /** What the sources may write, and what stands for it. */
    static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        addList(names, "cfg", Cfg.values());
        addList(names, "box", Box.values());
        addList(names, "rates", Rates.values());
        addList(names, "adam", Adam.values());
        addPlaces(names, Activation.values());
        addPlaces(names, Linear.values());
        addPlaces(names, Folded.values());
        addPlaces(names, Net.values());
        addPlaces(names, Last.values());
        addPlaces(names, Block.values());
        addPlaces(names, Statistic.values());
        addPlaces(names, Shift.values());
        addPlaces(names, Shifted.values());
        addPlaces(names, Type.values());
        names.put("SplitMix.GOLDEN", Long.toString(SplitMix.GOLDEN));
        names.put("SplitMix.FIRST", Long.toString(SplitMix.FIRST));
        names.put("SplitMix.SECOND", Long.toString(SplitMix.SECOND));
        return names;
    }

    private static void addList(Map<String, String> names, String list, Enum<?>[] entries) {
        addPlaces(names, entries);
        for (Enum<?> entry : entries) {
            names.put(list + "." + entry.name(), list + "[" + entry.ordinal() + "]");
        }
    }

    private static void addPlaces(Map<String, String> names, Enum<?>[] entries) {
        String list = entries[0].getDeclaringClass().getSimpleName();
        names.put(list + ".COUNT", Integer.toString(entries.length));
        for (Enum<?> entry : entries) {
            names.put(list + "." + entry.name(), Integer.toString(entry.ordinal()));
        }
    }
}
