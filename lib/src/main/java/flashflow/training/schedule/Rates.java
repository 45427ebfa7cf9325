package flashflow.training.schedule;

import flashflow.FlashFlowException;

/** What learning rates and periods may be. */
final class Rates {
    /** Adam moves each weight by about the rate per update; no flow survives more than this. */
    private static final double HIGHEST = 1;

    private Rates() {}

    /** Whether a flow survives it; 0, at which a schedule may end, moves nothing. */
    static boolean isRate(double rate) {
        return rate >= 0 && rate <= HIGHEST;
    }

    static void checkRate(String schedule, double rate) {
        if (!(rate > 0 && rate <= HIGHEST)) {
            throw new FlashFlowException(schedule + ": a learning rate of " + rate
                    + " cannot train a flow; choose one above 0 and at most 1, for instance 1e-3.");
        }
    }

    static void checkLeast(String schedule, double least, double peak) {
        if (!(least >= 0 && least <= peak)) {
            throw new FlashFlowException(schedule + ": the least learning rate " + least
                    + " must lie between 0 and the peak, " + peak + ".");
        }
    }

    static void checkPeriod(String schedule, double epochs) {
        if (!(epochs > 0 && Double.isFinite(epochs))) {
            throw new FlashFlowException(
                    schedule + ": a period of " + epochs + " epochs has no meaning; give a positive number.");
        }
    }

    /** Half a cosine wave from the peak (progress 0) to the least rate (progress 1). */
    static double cosine(double peak, double least, double progress) {
        return least + (peak - least) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
