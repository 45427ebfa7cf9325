package flashflow.training.schedule;

import flashflow.FlashFlowException;

/** The learning rates of one training: a schedule over its epochs, each rate checked as it is taken. */
public final class ScheduledRates {
    /** Moments of an epoch that are looked at beforehand. */
    private static final int MOMENTS = 4;
    /** A training of more epochs is looked at so far. */
    private static final int LOOKED_AT = 10_000;

    private final Schedule schedule;
    private final int epochs;
    private final int reductions;

    private ScheduledRates(Schedule schedule, int epochs, int reductions) {
        this.schedule = schedule;
        this.epochs = epochs;
        this.reductions = reductions;
    }

    /** Those of a training of so many epochs. */
    public static ScheduledRates of(Schedule schedule, int epochs) {
        return new ScheduledRates(schedule.over(epochs), epochs, 0);
    }

    /** Those after the rate was reduced so often, because the validation was at rest. */
    public ScheduledRates after(int reduced) {
        return new ScheduledRates(schedule, epochs, reduced);
    }

    /** Epochs of the training. */
    public int epochs() {
        return epochs;
    }

    /**
     * The rate.
     *
     * @param epoch progress in epochs
     * @throws FlashFlowException if it is one with which no flow can be trained, or the schedule, the user's own code, failed
     */
    public double at(double epoch) {
        double rate;
        try {
            rate = schedule.at(epoch, reductions);
        } catch (FlashFlowException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FlashFlowException(
                    "The learning-rate schedule fails at epoch " + epoch + " of " + epochs + " (" + e
                            + "); it has to give a rate for every moment of the training.",
                    e);
        }
        if (!Rates.isRate(rate)) {
            throw new FlashFlowException("The learning-rate schedule gives " + rate + " at epoch " + epoch + " of "
                    + epochs + "; no flow can be trained with it: a rate is at least 0 and at most 1.");
        }
        return rate;
    }

    /**
     * Refuses a schedule that gives what no flow can be trained with, before a training begins.
     *
     * @param from progress in epochs at which it begins
     */
    public void check(double from) {
        for (int epoch = (int) from; epoch < lookedAt(from); epoch++) {
            isZero(epoch, from);
        }
    }

    /** How many of the epochs from that progress on have the rate 0 throughout, so that nothing is learned in them. */
    public int zeroEpochs(double from) {
        int zero = 0;
        for (int epoch = (int) from; epoch < lookedAt(from); epoch++) {
            zero += isZero(epoch, from) ? 1 : 0;
        }
        return zero;
    }

    /** The first of them, counted from 1. */
    public int firstZeroEpoch(double from) {
        int epoch = (int) from;
        while (epoch < lookedAt(from) && !isZero(epoch, from)) {
            epoch++;
        }
        return epoch + 1;
    }

    private int lookedAt(double from) {
        return (int) Math.min(epochs, from + LOOKED_AT);
    }

    private boolean isZero(int epoch, double from) {
        boolean zero = true;
        for (int i = 0; i < MOMENTS; i++) {
            // The optimizer's numbers are of single precision.
            zero &= (float) at(Math.max(from, epoch + (double) i / MOMENTS)) == 0;
        }
        return zero;
    }
}
