package flashflow.training;

import flashflow.reporting.Durations;
import java.util.Locale;

/**
 * What one epoch brought; or one part of it, where the validation comes every n updates. Losses are mean NLLs in nats.
 *
 * @param epoch epochs done, from 1 at the end of the first; with a fraction in the middle of one
 * @param epochs how many there will be
 * @param lr learning rate at the start of the epoch
 * @param trainingNll over the rows of the epoch, each with the weights of its moment
 * @param validationNll of the present weights over the whole validation set; NaN without one
 * @param averageNll of the averaged weights (EMA); NaN without them
 * @param rowsPerSecond training rows per second of training
 * @param waitingShare share of the training time spent waiting for data, 0 to 1
 * @param gradientNorm mean global norm of the gradients before clipping
 * @param seconds training and validation
 * @param secondsLeft to the last epoch at the speed so far
 * @param best whether no earlier validation was better
 */
public record EpochReport(
        double epoch,
        int epochs,
        double lr,
        double trainingNll,
        double validationNll,
        double averageNll,
        double rowsPerSecond,
        double waitingShare,
        double gradientNorm,
        double seconds,
        double secondsLeft,
        boolean best) {
    /** The epoch in one line. */
    public String line() {
        var line = new StringBuilder("epoch ").append(number(epoch)).append('/').append(epochs);
        line.append(text("  training %.4f", trainingNll));
        line.append(text("  validation %.4f", validationNll));
        line.append(text("  averaged weights %.4f", averageNll));
        if (best) {
            line.append(" *");
        }
        line.append(text("  lr %.3g", lr)).append(text("  %,.0f rows/s", rowsPerSecond));
        line.append(text(", %.1f %% waiting", 100 * waitingShare));
        return line.append("  ")
                .append(Durations.text(secondsLeft))
                .append(" left")
                .toString();
    }

    private static String number(double epoch) {
        return epoch == Math.rint(epoch) ? Long.toString((long) epoch) : text("%.2f", epoch);
    }

    private static String text(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
