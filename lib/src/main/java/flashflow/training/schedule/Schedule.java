package flashflow.training.schedule;

import ai.djl.training.tracker.Tracker;

/**
 * The learning rate as a function of the training's progress, counted in epochs: the first epoch runs from 0 to 1.
 * Immutable. As one of DJL's trackers an "update" is an epoch; {@link #perUpdate} counts optimizer updates instead.
 */
public interface Schedule extends Tracker {
    /**
     * The learning rate.
     *
     * @param epoch progress in epochs, at least 0; 2.5 is the middle of the third epoch
     */
    double at(double epoch);

    /** Validations without a better one after which the rate is reduced, see {@link Plateau}; 0 for never. */
    default int reducedAfter() {
        return 0;
    }

    /** The learning rate after so many reductions. */
    default double at(double epoch, int reductions) {
        return at(epoch);
    }

    /** The same schedule with a period that was left open set to that many epochs; itself if nothing was open. */
    default Schedule over(double epochs) {
        return this;
    }

    /** The rate at the start of each of the epochs, for a plot. */
    default double[] curve(int epochs) {
        return curve(epochs, 1);
    }

    /** The rate at {@code perEpoch} equally spaced moments of each epoch. */
    default double[] curve(int epochs, int perEpoch) {
        Schedule bound = over(epochs);
        double[] rates = new double[epochs * perEpoch];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = bound.at((double) i / perEpoch);
        }
        return rates;
    }

    /** This schedule behind a linear rise over the first epochs (a fraction is allowed). */
    default Schedule warmup(double epochs) {
        return LinearWarmup.of(epochs, this);
    }

    /** A tracker whose argument counts optimizer updates, of which an epoch has that many. */
    default Tracker perUpdate(int updatesPerEpoch) {
        return update -> (float) at((double) update / updatesPerEpoch);
    }

    @Override
    default float getNewValue(int epoch) {
        return (float) at(epoch);
    }
}
