package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.training.schedule.ScheduledRates;
import flashflow.training.state.History;
import flashflow.training.state.Position;
import flashflow.training.state.SavedState;

/**
 * Where another program left the training of a flow, for {@link Training#resumeFrom(ImportedTraining)}. The flow itself has the
 * weights of that moment.
 *
 * @param epochs passes over the training rows that are over
 * @param updates made by Adam
 * @param firstMoment Adam's, flat as {@link flashflow.flow.density.ConditionalDensity#parameters()}
 * @param secondMoment likewise
 * @param trainingNll mean NLL of each epoch in nats, for the history; may be shorter than the epochs
 * @param validationNll likewise, as long as trainingNll
 */
public record ImportedTraining(
        int epochs,
        long updates,
        float[] firstMoment,
        float[] secondMoment,
        double[] trainingNll,
        double[] validationNll) {
    /** Refuses counts below zero and histories of different lengths. */
    public ImportedTraining {
        if (epochs < 0 || updates < 0) {
            throw new FlashFlowException("A training cannot start after " + epochs + " epochs and " + updates
                    + " updates; give what was done before, 0 or more.");
        }
        if (trainingNll.length != validationNll.length) {
            throw new FlashFlowException("The history before the start has " + trainingNll.length + " training and "
                    + validationNll.length + " validation losses; give one of each for every epoch.");
        }
    }

    /** @param rates of the whole training, its first epochs included */
    SavedState state(ScheduledRates rates) {
        var history = new History(false);
        for (int i = 0; i < trainingNll.length; i++) {
            history.add(i + 1.0, rates.at(i), trainingNll[i], validationNll[i]);
        }
        return new SavedState(Position.after(epochs, updates), history.values(), history.updates(), this::array);
    }

    private float[] array(SavedState.Part part) {
        return switch (part) {
            case FIRST_MOMENT -> firstMoment;
            case SECOND_MOMENT -> secondMoment;
            case UPDATES -> new float[] {updates};
            default -> null;
        };
    }
}
