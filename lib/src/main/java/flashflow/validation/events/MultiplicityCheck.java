package flashflow.validation.events;

import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How many objects events have, in a reference and in a sample. An event is a unit with all its folds, and where both are of the same events
 * they are compared event by event.
 *
 * @param numbers the bins, in words; numbers that few events have are together
 * @param reference shares of the reference's events
 * @param sample shares of the sample's
 * @param error of the difference of both
 * @param chiSquared of all differences with their covariance
 */
public record MultiplicityCheck(
        List<String> numbers, double[] reference, double[] sample, double[] error, double chiSquared)
        implements Viewable {
    /** Directions in which nothing varies, such as the sum of all shares. */
    private static final double FLAT = 1e-9;

    /**
     * @param reference variables of events
     * @param folds of each event of the sample
     */
    static MultiplicityCheck of(Table reference, Table sample, int folds) {
        var bins = MultiplicityBins.of(reference);
        double[][] a = bins.shares(reference, 1);
        double[][] b = bins.shares(sample, folds);
        var difference = a.length == b.length
                ? MeanShares.of(MeanShares.differences(b, a))
                : MeanShares.of(b).minus(MeanShares.of(a));
        double[] error = new double[bins.count()];
        Arrays.setAll(error, i -> Math.sqrt(Math.max(0, difference.covariance().getEntry(i, i))));
        return new MultiplicityCheck(
                IntStream.range(0, bins.count()).mapToObj(bins::name).toList(),
                MeanShares.of(a).mean(),
                MeanShares.of(b).mean(),
                error,
                chiSquared(difference));
    }

    private static double chiSquared(MeanShares difference) {
        var vector = new ArrayRealVector(difference.mean());
        var parts = new SingularValueDecomposition(difference.covariance());
        double largest = parts.getSingularValues()[0];
        double sum = 0;
        for (int i = 0; i < vector.getDimension(); i++) {
            double variance = parts.getSingularValues()[i];
            double along = parts.getU().getColumnVector(i).dotProduct(vector);
            sum += variance > FLAT * largest ? along * along / variance : 0;
        }
        return sum;
    }

    /** Degrees of freedom: the shares sum to 1. */
    public int freedom() {
        return numbers.size() - 1;
    }

    /** Probability of a chi-squared as large or larger, if the samples agree. */
    public double pValue() {
        return freedom() == 0 ? 1 : RegularizedGamma.Q.value(freedom() / 2.0, chiSquared / 2);
    }

    /** Columns {@code objects, reference, sample, error, pull}, one row for each bin; the pull is the difference over its error. */
    public Table table() {
        double[] pull = new double[error.length];
        Arrays.setAll(pull, i -> error[i] > 0 ? (sample[i] - reference[i]) / error[i] : 0);
        return Table.create(
                "Events by number of objects",
                StringColumn.create("objects", numbers),
                DoubleColumn.create("reference", reference),
                DoubleColumn.create("sample", sample),
                DoubleColumn.create("error", error),
                DoubleColumn.create("pull", pull));
    }

    private String verdict() {
        return String.format(
                Locale.ROOT, "chi-squared %.1f for %d degrees of freedom, p = %.2g", chiSquared, freedom(), pValue());
    }

    @Override
    public String toHtml() {
        var table = table();
        return HtmlTable.whole(table.setName(table.name() + ": " + verdict()));
    }

    @Override
    public String toString() {
        return TextTable.of(table()) + "\n" + verdict();
    }
}
