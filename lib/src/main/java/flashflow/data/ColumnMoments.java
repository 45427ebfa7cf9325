package flashflow.data;

/**
 * Running count, mean and sum of squared deviations of one column. Blocks are summed in double precision around their own
 * mean and joined by the pairwise formula (Chan, Golub, LeVeque 1979), which loses no digits on columns far from zero.
 */
final class ColumnMoments {
    private long count;
    private long nonFinite;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Adds one column of a block of rows. */
    void addColumn(float[] rows, int column, int width, int rowCount) {
        long n = 0;
        double sum = 0;
        for (int i = column, end = rowCount * width; i < end; i += width) {
            float value = rows[i];
            if (Float.isFinite(value)) {
                n++;
                sum += value;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        nonFinite += rowCount - n;
        if (n > 0) {
            double blockMean = sum / n;
            join(n, blockMean, squares(rows, column, width, rowCount, blockMean));
        }
    }

    private static double squares(float[] rows, int column, int width, int rowCount, double mean) {
        double squares = 0;
        for (int i = column, end = rowCount * width; i < end; i += width) {
            double difference = rows[i] - mean;
            if (Double.isFinite(difference)) {
                squares += difference * difference;
            }
        }
        return squares;
    }

    private void join(long n, double blockMean, double blockSquares) {
        double difference = blockMean - mean;
        long all = count + n;
        mean += difference * n / all;
        squares += blockSquares + difference * difference * count * n / all;
        count = all;
    }

    long count() {
        return count;
    }

    long nonFinite() {
        return nonFinite;
    }

    double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    double deviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
