package flashflow.training.schedule;

import flashflow.FlashFlowException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learning rates that a schedule gave which is the user's own code: what a checkpoint knows of it.
 *
 * @param rates at the starts of the first epochs; NaN where it gave none
 */
record RecordedRates(List<Double> rates) implements Schedule {
    static RecordedRates of(Schedule schedule, int epochs) {
        return new RecordedRates(
                IntStream.range(0, epochs).mapToObj(e -> rate(schedule, e)).toList());
    }

    /** It may end before so many epochs. */
    private static double rate(Schedule schedule, int epoch) {
        try {
            return schedule.at(epoch);
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    @Override
    public Schedule over(double epochs) {
        throw new FlashFlowException("The training of this checkpoint had a learning-rate schedule of its own, which"
                + " is code and not in the file; give it again with schedule(...).");
    }

    @Override
    public double at(double epoch) {
        return rates.get((int) Math.min(epoch, rates.size() - 1.0));
    }

    /** As the settings call the schedule that it stands for. */
    @Override
    public String toString() {
        return "code";
    }
}
