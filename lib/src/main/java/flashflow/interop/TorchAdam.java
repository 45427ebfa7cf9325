package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.flow.density.Adam;
import flashflow.interop.torch.TorchTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reads the state_dict of torch.optim.Adam or AdamW. */
final class TorchAdam {
    private final Map<?, ?> state;
    private final Map<?, ?> group;

    TorchAdam(Map<?, ?> optimizer) {
        this.state = map(optimizer.get("state"));
        if (!(optimizer.get("param_groups") instanceof List<?> groups) || groups.size() != 1) {
            throw refusal("does not have exactly one parameter group");
        }
        this.group = map(groups.get(0));
        if (Boolean.TRUE.equals(group.get("amsgrad")) || Boolean.TRUE.equals(group.get("maximize"))) {
            throw refusal("uses amsgrad or maximize");
        }
        if (!group.containsKey("amsgrad") || group.containsKey("momentum_decay")) {
            throw refusal("is not that of torch's Adam or AdamW");
        }
    }

    /** What the state does not tell, in a sentence: the two kinds of weight decay looked alike before torch 2.6. */
    Optional<String> warning() {
        return number("weight_decay") != 0 && !group.containsKey("decoupled_weight_decay")
                ? Optional.of("The optimizer's state does not tell Adam from AdamW, and its weight decay of "
                        + number("weight_decay") + " is taken as Adam's; if it was AdamW, set"
                        + " adam(new Adam.Settings(...)) with decoupled weight decay on the training.")
                : Optional.empty();
    }

    /** Whether an update was made. */
    boolean hasMoments() {
        return !state.isEmpty();
    }

    /**
     * The moments in the order of this library's parameters.
     *
     * @param order names of the parameters, in the optimizer's order
     * @param names where they lie in the flat arrays
     * @param size length of the flat arrays
     */
    AdamMoments moments(List<String> order, NflowsNames names, int size) {
        var ids = group.get("params") instanceof List<?> list ? list : List.of();
        if (ids.size() != order.size()) {
            throw refusal("is for " + ids.size() + " parameters and the flow has " + order.size());
        }
        var first = new float[size];
        var second = new float[size];
        long updates = 0;
        for (int i = 0; i < ids.size(); i++) {
            var one = map(state.get(ids.get(i)));
            put(names, order.get(i), one.get("exp_avg"), -Float.MAX_VALUE, first);
            put(names, order.get(i), one.get("exp_avg_sq"), 0, second);
            updates = Math.max(updates, updates(one.get("step")));
        }
        return new AdamMoments(first, second, updates, settings(), number("lr"));
    }

    /** A first moment may have any sign, a second one is a mean of squares. */
    private static void put(NflowsNames names, String name, Object moment, float least, float[] flat) {
        var shape = LongStream.of(names.shapes().get(name)).boxed().toList();
        if (!(moment instanceof TorchTensor tensor) || !tensor.shape().equals(shape)) {
            throw refusal("lacks a moment of '" + name + "' or has it in another shape");
        }
        float[] values = tensor.floats();
        for (float value : values) {
            if (!(Math.abs(value) <= Float.MAX_VALUE && value >= least)) {
                throw refusal("has the moment " + value + " of '" + name + "'");
            }
        }
        names.parameters().get(name).forEach(segment -> segment.toFlat(values, flat));
    }

    /** Older versions of torch kept an integer, newer ones a float tensor. */
    private static long updates(Object step) {
        if (step instanceof TorchTensor tensor && tensor.elements() == 1) {
            return (long) tensor.doubles()[0];
        } else if (step instanceof Number number) {
            return number.longValue();
        }
        throw refusal("lacks the number of updates");
    }

    /** AdamW marks its groups so since torch 2.6; before, its state looked like Adam's. */
    private Adam.Settings settings() {
        if (!(group.get("betas") instanceof List<?> betas)
                || betas.size() != 2
                || !(betas.get(0) instanceof Number first)
                || !(betas.get(1) instanceof Number second)) {
            throw refusal("lacks its two betas");
        }
        boolean decoupled = Boolean.TRUE.equals(group.get("decoupled_weight_decay"));
        return new Adam.Settings(
                first.doubleValue(), second.doubleValue(), number("eps"), number("weight_decay"), decoupled, 0);
    }

    private double number(String key) {
        if (group.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw refusal("lacks the number " + key);
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw refusal("is not that of torch's Adam");
    }

    private static FlashFlowException refusal(String what) {
        return new FlashFlowException("The optimizer's state " + what
                + "; go on without it: only the state of torch.optim.Adam with one group can be taken over.");
    }
}
