package flashflow.validation.events;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Means over events, and the covariance of these means with an event as the unit.
 *
 * @param mean one value for each bin
 * @param covariance of the means
 */
record MeanShares(double[] mean, RealMatrix covariance) {
    /** @param events one row for each event, at least two */
    static MeanShares of(double[][] events) {
        int bins = events[0].length;
        double[] mean = new double[bins];
        var squares = new double[bins][bins];
        for (double[] event : events) {
            for (int i = 0; i < bins; i++) {
                mean[i] += event[i] / events.length;
                for (int j = 0; j < bins; j++) {
                    squares[i][j] += event[i] * event[j] / events.length;
                }
            }
        }
        for (int i = 0; i < bins; i++) {
            for (int j = 0; j < bins; j++) {
                squares[i][j] = (squares[i][j] - mean[i] * mean[j]) / (events.length - 1);
            }
        }
        return new MeanShares(mean, new Array2DRowRealMatrix(squares, false));
    }

    /** Differences of two samples of the same events, event by event. */
    static double[][] differences(double[][] a, double[][] b) {
        double[][] differences = new double[a.length][a[0].length];
        for (int event = 0; event < a.length; event++) {
            for (int i = 0; i < a[event].length; i++) {
                differences[event][i] = a[event][i] - b[event][i];
            }
        }
        return differences;
    }

    /** Differences of two samples of events that have nothing to do with each other. */
    MeanShares minus(MeanShares other) {
        double[] difference = mean.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= other.mean[i];
        }
        return new MeanShares(difference, covariance.add(other.covariance));
    }
}
