package flashflow.interop;

import flashflow.training.schedule.CosineAnnealing;

/**
 * Where torch's CosineAnnealingLR stood.
 *
 * @param peak the highest learning rate
 * @param lowest the learning rate at the end
 * @param epochs length of the half-cosine
 * @param position epochs of it that are over
 */
public record CosineState(double peak, double lowest, int epochs, int position) {
    /** The same rates here, epoch by epoch; after the last torch rises again and this stays at the lowest. */
    public CosineAnnealing schedule() {
        return new CosineAnnealing(peak, lowest, epochs, false);
    }
}
