package flashflow.validation.probabilities;

import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * The efficiency of an original and of a sample of the same rows along a column, such as the share of generated jets that are
 * reconstructed against their pt. Errors are binomial, by Clopper and Pearson.
 *
 * <pre>{@code
 * var report = EfficiencyComparison.of("pt", generated, generated.intColumn("found"), model.draw(generated, 42));
 * }</pre>
 *
 * @param column its full name
 * @param bins those with rows
 * @param logarithmic whether the bins are equally wide in the column's logarithm
 * @param outside rows that lie in no bin, or have no number there
 */
public record EfficiencyComparison(String column, List<EfficiencyBin> bins, boolean logarithmic, int outside)
        implements Viewable {
    private static final int BINS = 12;

    /** Copies the list. */
    public EfficiencyComparison {
        bins = List.copyOf(bins);
    }

    /**
     * In twelve bins of about equally many rows.
     *
     * @param column its name, or the end of it after an underscore
     * @param rows a table with the column
     * @param original 1 for each row that was found, 0 for each other
     * @param sample likewise, of the sample
     * @throws FlashFlowException if numbers of rows differ, or something else than 0 and 1 occurs
     */
    public static EfficiencyComparison of(
            String column, Table rows, NumericColumn<?> original, NumericColumn<?> sample) {
        double[] finite =
                Arrays.stream(values(column, rows)).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            throw new FlashFlowException("The column '" + column + "' holds no finite number; choose another one.");
        }
        return of(column, rows, original, sample, Bins.quantiles(finite, BINS));
    }

    /** The same in bins of one's own. */
    public static EfficiencyComparison of(
            String column, Table rows, NumericColumn<?> original, NumericColumn<?> sample, Bins bins) {
        double[] x = values(column, rows);
        boolean[] a = found(original, x.length);
        boolean[] b = found(sample, x.length);
        var tallies =
                IntStream.range(0, bins.count()).mapToObj(i -> new Tally()).toList();
        int outside = 0;
        for (int row = 0; row < x.length; row++) {
            int bin = bins.bin(x[row]);
            if (bin < 0) {
                outside++;
            } else {
                tallies.get(bin).add(x[row], a[row], b[row]);
            }
        }
        var found = IntStream.range(0, bins.count())
                .filter(i -> tallies.get(i).rows > 0)
                .mapToObj(i -> tallies.get(i).bin(bins.edges()[i], bins.edges()[i + 1]))
                .toList();
        String name = ColumnFinder.in(rows).name(column);
        return new EfficiencyComparison(name, found, bins.log(), outside);
    }

    private static double[] values(String column, Table rows) {
        return ColumnFinder.numeric(rows, ColumnFinder.in(rows).name(column)).asDoubleArray();
    }

    private static boolean[] found(NumericColumn<?> column, int rows) {
        if (column.size() != rows) {
            throw new FlashFlowException("The column '" + column.name() + "' of what was found has " + column.size()
                    + " rows, and the table has " + rows + "; give one value for each row.");
        }
        boolean[] found = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            double value = column.getDouble(row);
            if (value != 0 && value != 1) {
                throw new FlashFlowException("Column '" + column.name() + "' holds " + value + " in row " + row
                        + "; an efficiency needs 1 for what was found and 0 for what was not.");
            }
            found[row] = value == 1;
        }
        return found;
    }

    private static final class Tally {
        private int rows;
        private int original;
        private int sample;
        private double sum;

        void add(double x, boolean inOriginal, boolean inSample) {
            rows++;
            original += inOriginal ? 1 : 0;
            sample += inSample ? 1 : 0;
            sum += x;
        }

        EfficiencyBin bin(double low, double high) {
            return new EfficiencyBin(low, high, sum / rows, rows, original, sample);
        }
    }

    /** Sum of the squared pulls of all bins. */
    public double chiSquare() {
        return bins.stream().mapToDouble(bin -> bin.pull() * bin.pull()).sum();
    }

    /** Probability that two samples of one efficiency differ as much, by the chi-square distribution with a degree for each bin. */
    public double pValue() {
        return 1 - new ChiSquaredDistribution(null, Math.max(1, bins.size())).cumulativeProbability(chiSquare());
    }

    /**
     * Columns {@code low, high, rows, original, original_low, original_high, sample, sample_low, sample_high, ratio, pull}: a row for each
     * bin.
     */
    public Table table() {
        return Table.create(
                "Efficiency against " + column,
                numbers("low", EfficiencyBin::low),
                numbers("high", EfficiencyBin::high),
                IntColumn.create(
                        "rows", bins.stream().mapToInt(EfficiencyBin::rows).toArray()),
                numbers("original", EfficiencyBin::originalEfficiency),
                numbers("original_low", bin -> bin.originalInterval().low()),
                numbers("original_high", bin -> bin.originalInterval().high()),
                numbers("sample", EfficiencyBin::sampleEfficiency),
                numbers("sample_low", bin -> bin.sampleInterval().low()),
                numbers("sample_high", bin -> bin.sampleInterval().high()),
                numbers("ratio", EfficiencyBin::ratio),
                numbers("pull", EfficiencyBin::pull));
    }

    private DoubleColumn numbers(String name, ToDoubleFunction<EfficiencyBin> of) {
        return DoubleColumn.create(name, bins.stream().mapToDouble(of).toArray());
    }

    private String caption() {
        String left = outside == 0 ? "" : String.format(Locale.ROOT, "; %,d rows lie in no bin", outside);
        return String.format(
                Locale.ROOT,
                "χ² = %.1f in %d bins, which two samples of one efficiency pass with a probability of %.2g; intervals of one"
                        + " standard deviation by Clopper and Pearson%s",
                chiSquare(),
                bins.size(),
                pValue(),
                left);
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table()) + "<p>" + caption() + "</p>";
    }

    @Override
    public String toString() {
        return TextTable.of(table()) + "\n" + caption();
    }
}
