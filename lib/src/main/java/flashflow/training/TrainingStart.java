package flashflow.training;

import flashflow.FlashFlowException;
import java.util.function.Function;

/**
 * Where a training stood that another program began, for {@link Training#start}. The flow itself has the weights of that
 * moment.
 *
 * @param epochs passes over the training rows that are over
 * @param updates made by Adam
 * @param firstMoment Adam's, flat as {@link flashflow.flow.SplineFlow#parameters()}
 * @param secondMoment likewise
 * @param trainingNll mean NLL of each epoch in nats, for the history; may be shorter than the epochs
 * @param validationNll likewise, as long as trainingNll
 */
public record TrainingStart(
        int epochs,
        long updates,
        float[] firstMoment,
        float[] secondMoment,
        double[] trainingNll,
        double[] validationNll) {
    /** Refuses counts below zero and histories of different lengths. */
    public TrainingStart {
        if (epochs < 0 || updates < 0) {
            throw new FlashFlowException("A training cannot start after " + epochs + " epochs and " + updates
                    + " updates; give what was done before, 0 or more.");
        }
        if (trainingNll.length != validationNll.length) {
            throw new FlashFlowException("The history before the start has " + trainingNll.length + " training and "
                    + validationNll.length + " validation losses; give one of each for every epoch.");
        }
    }

    Snapshot snapshot(Parts parts, DataPrint data) {
        var position = new Position();
        position.epoch = epochs;
        position.updates = updates;
        Function<String, float[]> arrays = name -> switch (name) {
            case "adam.first_moment" -> firstMoment;
            case "adam.second_moment" -> secondMoment;
            case "adam.updates" -> new float[] {updates};
            default -> null;
        };
        return new Snapshot(Recipe.of(parts), data, position.json(), history(parts.settings), arrays);
    }

    /** What was not told, speed and gradients, is NaN; the time was not spent here. */
    private double[] history(TrainingSettings settings) {
        var history = new History(false);
        var rates = settings.schedule().over(settings.epochs());
        for (int i = 0; i < trainingNll.length; i++) {
            history.add(new EpochReport(
                    i + 1.0,
                    settings.epochs(),
                    rates.at(i),
                    trainingNll[i],
                    validationNll[i],
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    0,
                    0,
                    false));
        }
        return history.values();
    }
}
