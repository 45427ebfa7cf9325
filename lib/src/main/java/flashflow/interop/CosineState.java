package flashflow.interop;

/**
 * Where torch's CosineAnnealingLR stood.
 *
 * @param peak the highest learning rate
 * @param lowest the learning rate at the end
 * @param epochs length of the half-cosine
 * @param position epochs of it that are over
 */
public record CosineState(double peak, double lowest, int epochs, int position) {}
