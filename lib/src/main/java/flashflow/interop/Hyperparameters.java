package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.flow.Activation;
import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import flashflow.interop.torch.TorchTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A checkpoint's hyper-parameters, in whatever dictionaries they lie. Two scripts' words are known: those of FlashSim's
 * training scripts ({@code base_transform_kwargs} with {@code tail_bound}, ...), and those of the later trainer of CMS
 * ({@code base_kwargs} with {@code tail_bound_arqs}, ..., where {@code _maf} and {@code _caf} are of affine steps). A word
 * that is neither may change the flow, so it is refused.
 */
final class Hyperparameters {
    private static final String GIVE = "give what the tensors do not show by NflowsCheckpoint.read(file, new"
            + " NflowsSettings(tailBound, activation, dropout))";

    /** Far above any script, far below what a stack holds. */
    private static final int DEEPEST = 20;

    /** The ending of the trainer's words for its autoregressive rational-quadratic splines. */
    private static final String SPLINES = "_arqs";

    /** What FlashSim's functions and nflows' own arguments call the same thing. */
    private static final Map<String, String> ALIASES = Map.of(
            "features", "input_dim",
            "context_features", "context_dim",
            "num_steps", "num_flow_steps",
            "hidden_features", "hidden_dim",
            "num_blocks", "num_transform_blocks",
            "use_batch_norm", "batch_norm",
            "dropout", "dropout_probability");

    private static final Set<String> SETTINGS = Set.of(
            "tail_bound", "activation", "dropout_probability", "min_bin_width", "min_bin_height", "min_derivative");

    /** Contradicted by the tensors where they are wrong. */
    private static final Set<String> CHECKED = Set.of(
            "input_dim",
            "context_dim",
            "num_flow_steps",
            "hidden_dim",
            "num_transform_blocks",
            "num_bins",
            "batch_norm",
            "base_transform_type");

    /** The only values that make flows of this library. */
    private static final Map<String, Object> REQUIRED = Map.of(
            "tails", "linear",
            "use_residual_blocks", true,
            "random_mask", false,
            "apply_unconditional_transform", false);

    /** About the first weights, about masks and permutations that are in the file, or about affine steps. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "init_identity",
            "permute_type",
            "transform_type",
            "mask_type",
            "block_size",
            "affine_type",
            "coupling_net",
            "att_embed_shape",
            "att_num_heads");

    /** About the training, which users like to write down in the same place. */
    private static final Set<String> TRAINING =
            Set.of("lr", "learning_rate", "weight_decay", "batch_size", "epochs", "seed");

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final boolean flashSim;
    private boolean trainer;

    private Hyperparameters(Map<?, ?> map) {
        collect(map, 0);
        boolean known = map.get("base_transform_kwargs") instanceof Map;
        this.flashSim = known && !trainer && WITHOUT_EFFECT.stream().noneMatch(values::containsKey);
    }

    static Hyperparameters of(Map<?, ?> map) {
        return new Hyperparameters(map);
    }

    private void collect(Map<?, ?> map, int depth) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner && depth < DEEPEST) {
                collect(inner, depth + 1);
            } else if (value != null) {
                put(String.valueOf(key), value instanceof TorchTensor tensor ? number(tensor) : value);
            }
        });
    }

    /** A single number that a script forgot to take out of its tensor. */
    private static Object number(TorchTensor tensor) {
        if (tensor.elements() != 1) {
            return tensor;
        }
        return tensor.type().name().contains("F") ? (Object) tensor.doubles()[0] : (Object) tensor.longs()[0];
    }

    private void put(String key, Object value) {
        if (key.equals("num_steps_maf") || key.equals("num_steps_caf")) {
            trainer = true;
            return;
        }
        if (key.endsWith("_maf") || key.endsWith("_caf")) {
            return;
        }
        trainer |= key.endsWith(SPLINES);
        String plain = key.endsWith(SPLINES) ? key.substring(0, key.length() - SPLINES.length()) : key;
        String name = ALIASES.getOrDefault(plain, plain);
        Object other = values.put(name, value);
        if (other != null && !other.equals(value)) {
            throw new FlashFlowException("The hyper-parameters say " + name + " twice, " + other + " and " + value
                    + "; keep the one of the splines and save the file again.");
        }
        if (!SETTINGS.contains(name)
                && !CHECKED.contains(name)
                && !REQUIRED.containsKey(name)
                && !WITHOUT_EFFECT.contains(name)
                && !TRAINING.contains(name)) {
            unknown.add(key);
        }
    }

    /**
     * What the tensors do not show.
     *
     * @throws FlashFlowException if it is not said, and no script's default is sure to hold, or if there are words of
     *     unknown meaning
     */
    NflowsSettings settings() {
        if (!unknown.isEmpty()) {
            throw new FlashFlowException("The hyper-parameters have words that this library does not know, so that they"
                    + " may mean another flow: " + String.join(", ", unknown) + "; " + GIVE + ".");
        }
        var defaults = new ArrayList<String>();
        var settings = new NflowsSettings(
                number("tail_bound", 1, defaults),
                activation(defaults),
                number("dropout_probability", 0, defaults),
                number("min_bin_width", 1e-3),
                number("min_bin_height", 1e-3),
                number("min_derivative", 1e-3));
        if (!defaults.isEmpty()) {
            warnings.add("The hyper-parameters leave out what FlashSim's scripts have defaults for, which are taken: "
                    + String.join(", ", defaults) + "; if the training had others, " + GIVE + ".");
        }
        return settings;
    }

    /** What was taken for granted, in whole sentences. */
    List<String> warnings() {
        return warnings;
    }

    private double number(String key, double ofFlashSim, List<String> defaults) {
        if (!values.containsKey(key)) {
            refuseUnless(flashSim, key);
            defaults.add(key + " = " + ofFlashSim);
        }
        return number(key, ofFlashSim);
    }

    private static void refuseUnless(boolean sure, String key) {
        if (!sure) {
            throw new FlashFlowException("The hyper-parameters do not say " + key + ", and which default their script"
                    + " had is not known; " + GIVE + ".");
        }
    }

    /** The trainer writes down an activation that none of its nets gets: they all have torch's relu. */
    private Activation activation(List<String> defaults) {
        Object name = values.get("activation");
        if (name == null) {
            refuseUnless(flashSim || trainer, "activation");
            defaults.add("activation = relu");
            return Activation.RELU;
        }
        if (trainer && !name.equals("relu")) {
            throw new FlashFlowException("The hyper-parameters say activation = " + name
                    + ", but the trainer that writes such files makes all nets with relu; " + GIVE
                    + ", with the one that the nets really had.");
        }
        return Arrays.stream(Activation.values())
                .filter(activation -> name(activation).equals(name))
                .findFirst()
                .orElseThrow(() -> new FlashFlowException(
                        "The activation '" + name + "' is none of relu, elu and leaky_relu, which this library has."));
    }

    private static String name(Activation activation) {
        return activation.name().toLowerCase(Locale.ROOT);
    }

    private double number(String key, double otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new FlashFlowException("The hyper-parameter " + key + " is not a number but " + value + ".");
    }

    /** Refuses hyper-parameters that contradict the tensors, and those of other flows than this library has. */
    void check(FlowConfig config) {
        checkSame("input_dim", config.targets());
        checkSame("context_dim", config.context());
        checkSame("num_flow_steps", config.steps());
        checkSame("hidden_dim", config.hidden());
        checkSame("num_transform_blocks", config.blocks());
        checkSame("num_bins", config.bins());
        checkSame("batch_norm", config.blocks() == 0 ? values.get("batch_norm") : (Object) config.batchNorm());
        checkSame("base_transform_type", config.kind() == Kind.COUPLING ? "rq-coupling" : "rq-autoregressive");
        REQUIRED.forEach((key, needed) -> {
            if (values.containsKey(key) && !values.get(key).equals(needed)) {
                throw new FlashFlowException("The hyper-parameters say " + key + " = " + values.get(key)
                        + ", and this library has only flows with " + key + " = " + needed + ".");
            }
        });
    }

    private void checkSame(String key, Object found) {
        Object said = values.get(key);
        boolean same = said == null
                || (said instanceof Number a && found instanceof Number b
                        ? a.doubleValue() == b.doubleValue()
                        : said.equals(found));
        if (!same) {
            throw new FlashFlowException("The hyper-parameters say " + key + " = " + said + " and the tensors say "
                    + found + "; they are of different models.");
        }
    }

    /** Sentences on settings that the caller gave and the file has otherwise. */
    List<String> contradicted(NflowsSettings given) {
        var told = new ArrayList<String>();
        tell(told, "tail_bound", given.tailBound());
        tell(told, "activation", name(given.activation()));
        tell(told, "dropout_probability", given.dropout());
        tell(told, "min_bin_width", given.minBinWidth());
        tell(told, "min_bin_height", given.minBinHeight());
        tell(told, "min_derivative", given.minDerivative());
        return told;
    }

    private void tell(List<String> told, String key, Object given) {
        Object said = values.get(key);
        boolean same = said instanceof Number a && given instanceof Number b
                ? a.doubleValue() == b.doubleValue()
                : given.equals(said);
        if (said != null && !same) {
            told.add("The hyper-parameters say " + key + " = " + said + "; " + given + " is taken, as given.");
        }
    }
}
