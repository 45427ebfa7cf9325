package flashflow.interop;

import flashflow.flow.density.Adam;

/**
 * What Adam knew when a checkpoint was written, in the order of this library's parameters.
 *
 * @param first decaying mean of the gradients
 * @param second decaying mean of the squared gradients
 * @param updates number of updates made
 * @param settings betas, eps and weight decay
 * @param learningRate of the next update
 */
public record AdamMoments(float[] first, float[] second, long updates, Adam.Settings settings, double learningRate) {
    /** Puts the moments into an optimizer of the same flow, whose settings should be {@link #settings()}. */
    public void restore(Adam adam) {
        adam.restore(first, second, updates);
    }
}
