package flashflow.validation;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Pearson correlation matrices of two samples, and how far apart they are. Constant columns count as uncorrelated. */
public final class Correlations {
    private Correlations() {}

    /** Root of the mean squared difference of the correlations of all pairs of columns; 0 with a single column. */
    public static double difference(Table reference, Table sample) {
        var samples = MatchedSamples.of(reference, sample).atLeast(2, Validation.CORRELATION);
        return difference(samples.reference(), samples.sample());
    }

    /**
     * The difference sample - reference of the correlation matrices, one row and one column for each column.
     *
     * @throws flashflow.FlashFlowException if a column is missing, or fewer than two rows of a sample are complete
     */
    public static Table differences(Table reference, Table sample) {
        List<String> names = reference.columnNames();
        var samples = MatchedSamples.of(reference, sample).atLeast(2, Validation.CORRELATION);
        double[][] a = matrix(samples.reference());
        double[][] b = matrix(samples.sample());
        var table = Table.create("Correlation differences", StringColumn.create("column", names));
        for (int c = 0; c < names.size(); c++) {
            var column = DoubleColumn.create(names.get(c));
            for (int r = 0; r < names.size(); r++) {
                column.append(b[r][c] - a[r][c]);
            }
            table.addColumns(column);
        }
        return table;
    }

    static double difference(Observations reference, Observations sample) {
        return difference(matrix(reference), matrix(sample));
    }

    /** The same of two correlation matrices. */
    public static double difference(double[][] a, double[][] b) {
        double sum = 0;
        for (int r = 0; r < a.length; r++) {
            for (int c = 0; c < r; c++) {
                sum += (a[r][c] - b[r][c]) * (a[r][c] - b[r][c]);
            }
        }
        int pairs = a.length * (a.length - 1) / 2;
        return pairs == 0 ? 0 : Math.sqrt(sum / pairs);
    }

    static double[][] matrix(Observations sample) {
        var covariance = Covariance.of(sample.magnified(sample.exponents()));
        double[] scales = covariance.scales();
        double[][] matrix = covariance.matrix();
        for (int r = 0; r < scales.length; r++) {
            for (int c = 0; c < scales.length; c++) {
                matrix[r][c] = r == c ? 1 : matrix[r][c] / (scales[r] * scales[c]);
            }
        }
        return matrix;
    }
}
