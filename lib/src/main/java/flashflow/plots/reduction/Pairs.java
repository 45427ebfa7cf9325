package flashflow.plots.reduction;

import flashflow.FlashFlowException;
import java.util.stream.IntStream;

/** Rows of two columns in which both values are finite. */
public final class Pairs {
    private Pairs() {}

    /**
     * @return the kept values of the first column (row 0), of the second (row 1), and their weights (row 2)
     * @throws FlashFlowException if no row is left
     */
    public static double[][] finite(
            String firstName, double[] first, String secondName, double[] second, double[] weights) {
        int[] kept = IntStream.range(0, first.length)
                .filter(i -> Double.isFinite(first[i]) && Double.isFinite(second[i]))
                .toArray();
        if (kept.length == 0) {
            throw new FlashFlowException("No row has finite values of both '" + firstName + "' and '" + secondName
                    + "'; select rows that have.");
        }
        return new double[][] {
            IntStream.of(kept).mapToDouble(i -> first[i]).toArray(),
            IntStream.of(kept).mapToDouble(i -> second[i]).toArray(),
            IntStream.of(kept).mapToDouble(i -> weights[i]).toArray()
        };
    }
}
