package flashflow.interop;

import flashflow.interop.torch.TorchTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What a FlashSim checkpoint says about its training.
 *
 * @param epoch the last epoch
 * @param history mean NLLs by epoch
 * @param schedule of the learning rate
 * @param hasOptimizer whether the file holds an optimizer's state
 * @param scheduled whether the optimizer's rate was moved by a scheduler, whose state may be missing
 */
record TrainingRecord(
        Optional<Integer> epoch,
        Table history,
        Optional<TorchSchedule> schedule,
        boolean hasOptimizer,
        boolean scheduled) {
    static TrainingRecord none() {
        return of(Map.of());
    }

    static TrainingRecord of(Map<?, ?> content) {
        return new TrainingRecord(
                Optional.ofNullable(content.get("epoch") instanceof Number number ? number.intValue() : null),
                history(losses(content.get("train_history")), losses(content.get("test_history"))),
                content.get("scheduler_state_dict") instanceof Map<?, ?> state
                        ? Optional.of(new TorchSchedule(state))
                        : Optional.empty(),
                content.get("optimizer_state_dict") instanceof Map,
                content.get("optimizer_state_dict") instanceof Map<?, ?> optimizer && isScheduled(optimizer));
    }

    /** Every scheduler of torch writes the first rate into the optimizer's groups. */
    private static boolean isScheduled(Map<?, ?> optimizer) {
        return optimizer.get("param_groups") instanceof List<?> groups
                && groups.stream().anyMatch(group -> group instanceof Map<?, ?> map && map.containsKey("initial_lr"));
    }

    private static Table history(double[] training, double[] validation) {
        int epochs = Math.max(training.length, validation.length);
        return Table.create(
                "history",
                IntColumn.create("epoch", IntStream.range(0, epochs).toArray()),
                DoubleColumn.create("training_nll", java.util.Arrays.copyOf(training, epochs)),
                DoubleColumn.create("validation_nll", java.util.Arrays.copyOf(validation, epochs)));
    }

    /** Floats, or tensors of one value where a script forgot item(). */
    private static double[] losses(Object list) {
        if (!(list instanceof List<?> values)) {
            return new double[0];
        }
        return values.stream().mapToDouble(TrainingRecord::loss).toArray();
    }

    private static double loss(Object value) {
        if (value instanceof TorchTensor tensor && tensor.elements() == 1) {
            return tensor.doubles()[0];
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
