package flashflow.flow.density;

/**
 * What the gradient of a batch takes, counted from the architecture.
 *
 * @param products weights that each row is multiplied with
 * @param kept float32 values that each row keeps for the way back
 * @param work float32 values that each row needs for the moment, at most
 * @param parameters trainable values
 */
public record GradientCost(double products, long kept, long work, long parameters) {
    private static final int BYTES = 4;

    /** Operations of the matrix products: 2 per weight and row forward, twice that backward. */
    public double flop(int rows) {
        return 6 * rows * products;
    }

    /** @param copies of the parameters beside weights, gradient and two moments */
    public long memoryBytes(int rows, int copies) {
        return BYTES * ((4L + copies) * parameters + rows * (kept + work));
    }
}
