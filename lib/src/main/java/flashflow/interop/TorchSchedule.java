package flashflow.interop;

import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.WarmRestarts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state_dict of one of torch's learning-rate schedulers. It does not hold the scheduler's class, which is told by the
 * words that only this class has.
 *
 * @param state as saved
 */
record TorchSchedule(Map<?, ?> state) {
    /** A word, and the class that has it; a class comes before those whose words it has too. */
    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("_schedulers", "SequentialLR or ChainedScheduler");
        CLASSES.put("T_max", "CosineAnnealingLR");
        CLASSES.put("T_0", "CosineAnnealingWarmRestarts");
        CLASSES.put("total_steps", "OneCycleLR");
        CLASSES.put("max_lrs", "CyclicLR");
        CLASSES.put("patience", "ReduceLROnPlateau");
        CLASSES.put("lr_lambdas", "LambdaLR or MultiplicativeLR");
        CLASSES.put("start_factor", "LinearLR");
        CLASSES.put("power", "PolynomialLR");
        CLASSES.put("total_iters", "ConstantLR");
        CLASSES.put("step_size", "StepLR");
        CLASSES.put("milestones", "MultiStepLR");
        CLASSES.put("gamma", "ExponentialLR");
    }

    /** Name of torch's class. */
    String name() {
        return CLASSES.entrySet().stream()
                .filter(entry -> state.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("a scheduler that torch does not have");
    }

    /** Calls of step() without the one of its making, in epochs if it moves once an epoch. */
    int position() {
        return state.get("last_epoch") instanceof Number number ? Math.max(0, number.intValue()) : 0;
    }

    /** Epochs that are over when the training goes on. */
    int done() {
        return position() + (movesWithUpdates() ? 1 : 0);
    }

    /** Whether it is moved by fractions of an epoch, which only warm restarts can be. */
    boolean movesWithUpdates() {
        return state.containsKey("T_0") && number("T_cur") != Math.rint(number("T_cur"));
    }

    /** Epochs after which it has run its course, counted from its start: a wave's end. */
    int end() {
        double end =
                state.containsKey("T_0") ? position() + number("T_i") - Math.floor(number("T_cur")) : number("T_max");
        return (int) Math.max(done(), Math.min(end, Integer.MAX_VALUE));
    }

    /** The same rates here, epoch by epoch; none where this library has no such schedule. */
    Optional<Schedule> here() {
        if (cosine().isPresent()) {
            return cosine().map(CosineState::schedule);
        }
        if (has("T_0", "T_mult", "eta_min", "T_i", "T_cur") && peak() > 0 && isCount("T_0") && isCount("T_mult")) {
            return Optional.of(
                    new WarmRestarts(peak(), number("eta_min"), number("T_0"), number("T_mult"), movesWithUpdates()));
        }
        return Optional.empty();
    }

    /** As half a cosine, if it is one. */
    Optional<CosineState> cosine() {
        return has("T_max", "eta_min") && peak() > 0
                ? Optional.of(new CosineState(peak(), number("eta_min"), (int) number("T_max"), position()))
                : Optional.empty();
    }

    /** Java code of the rates where they are simple, for the sentence that refuses them. */
    String code() {
        boolean steps = name().equals("StepLR") || name().equals("ExponentialLR");
        if (!steps || !has("gamma") || !(peak() > 0)) {
            return "epoch -> ...";
        }
        String power = has("step_size") ? "Math.floor(epoch / " + number("step_size") + ")" : "Math.floor(epoch)";
        return "epoch -> " + peak() + " * Math.pow(" + number("gamma") + ", " + power + ")";
    }

    private boolean has(String... numbers) {
        return List.of(numbers).stream().allMatch(key -> state.get(key) instanceof Number);
    }

    private boolean isCount(String key) {
        return number(key) >= 1 && number(key) == Math.rint(number(key));
    }

    private double number(String key) {
        return state.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Base rate of the only group of parameters; 0 if there is none, or several. */
    private double peak() {
        return state.get("base_lrs") instanceof List<?> rates
                        && rates.size() == 1
                        && rates.get(0) instanceof Number rate
                ? rate.doubleValue()
                : 0;
    }
}
