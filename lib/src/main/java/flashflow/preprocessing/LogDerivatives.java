package flashflow.preprocessing;

import flashflow.data.RowSource;

/** Mean over a source of the log-derivatives of its targets. */
final class LogDerivatives {
    private static final int ROWS = 16 * Blocks.ROWS;
    private final Preprocessing preprocessing;

    LogDerivatives(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
    }

    double mean(RowSource source) {
        double sum = 0;
        for (long first = 0; first < source.rowCount(); first += ROWS) {
            int rows = (int) Math.min(ROWS, source.rowCount() - first);
            sum += sum(source, first, rows);
        }
        return sum / source.rowCount();
    }

    private double sum(RowSource source, long first, int rows) {
        float[] raw = new float[rows * source.layout().width()];
        float[] out = new float[rows * preprocessing.outputLayout().width()];
        double[] logDerivatives = new double[rows];
        source.read(first, rows, raw, 0);
        preprocessing.apply(first, rows, raw, out, logDerivatives);
        double sum = 0;
        for (double value : logDerivatives) {
            sum += value;
        }
        return sum;
    }
}
