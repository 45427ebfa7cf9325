package flashflow.validation.calibration;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How thorough a check of calibration is. Immutable; {@code withX} methods give changed copies.
 *
 * @param seed draws rows, posteriors, reference points and places among ties
 * @param draws draws for each row, at least 10; more tell ranks at the very ends apart, and take longer
 * @param mostRows rows that are used at most, at least {@value #FEWEST_ROWS}
 * @param level probability with which chance alone leaves everything unflagged, between 0 and 1
 * @param binnings columns by which the rows are parted, beside all rows together
 * @param weights column with the weights of the rows; empty for equal ones
 */
public record CalibrationOptions(
        long seed, int draws, int mostRows, double level, List<ContextBinning> binnings, String weights) {
    static final int FEWEST_ROWS = 20;

    private static final int FEWEST_DRAWS = 10;

    /** Checks the numbers. */
    public CalibrationOptions {
        if (draws < FEWEST_DRAWS || mostRows < FEWEST_ROWS) {
            throw new FlashFlowException("A check of calibration needs at least " + FEWEST_DRAWS + " draws and "
                    + FEWEST_ROWS + " rows, not " + draws + " and " + mostRows + ".");
        }
        if (!(level > 0 && level < 1)) {
            throw new FlashFlowException(
                    "The level of a check of calibration is " + level + "; give one between 0 and 1, such as 0.95.");
        }
        binnings = List.copyOf(binnings);
    }

    /** Seed 0, 100 draws for each of 5000 rows, level 0.95, all rows together and of equal weight. */
    public static CalibrationOptions defaults() {
        return new CalibrationOptions(0, 100, 5000, 0.95, List.of(), "");
    }

    /** Another seed. */
    public CalibrationOptions withSeed(long other) {
        return new CalibrationOptions(other, draws, mostRows, level, binnings, weights);
    }

    /** Another number of draws for each row. */
    public CalibrationOptions withDraws(int other) {
        return new CalibrationOptions(seed, other, mostRows, level, binnings, weights);
    }

    /** Another greatest number of rows. */
    public CalibrationOptions withMostRows(int other) {
        return new CalibrationOptions(seed, draws, other, level, binnings, weights);
    }

    /** Another level. */
    public CalibrationOptions withLevel(double other) {
        return new CalibrationOptions(seed, draws, mostRows, other, binnings, weights);
    }

    /** Also in so many bins of a column with about equally many rows each; several columns are taken one after the other. */
    public CalibrationOptions withBins(String column, int count) {
        return with(new ContextBinning(column, count, List.of()));
    }

    /** Also in bins of a column between these rising edges. */
    public CalibrationOptions withEdges(String column, double... edges) {
        return with(new ContextBinning(column, 0, Arrays.stream(edges).boxed().toList()));
    }

    private CalibrationOptions with(ContextBinning binning) {
        var all = Stream.concat(binnings.stream(), Stream.of(binning)).toList();
        return new CalibrationOptions(seed, draws, mostRows, level, all, weights);
    }

    /** With the weights of the rows, which may be negative, from this column, carried or not. */
    public CalibrationOptions withWeights(String column) {
        return new CalibrationOptions(seed, draws, mostRows, level, binnings, column);
    }
}
