package flashflow.validation;

/**
 * Least squares line y = intercept + slope x with both numbers at least 0.
 *
 * @param intercept value at x = 0
 * @param slope rise
 * @param interceptError standard error of the intercept, from the scatter about the line
 */
record NonNegativeLine(double intercept, double slope, double interceptError) {
    static NonNegativeLine fit(double[] x, double[] y) {
        int n = x.length;
        double sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (int i = 0; i < n; i++) {
            sx += x[i];
            sy += y[i];
            sxx += x[i] * x[i];
            sxy += x[i] * y[i];
        }
        double determinant = n * sxx - sx * sx;
        double slope = (n * sxy - sx * sy) / determinant;
        double intercept = (sy - slope * sx) / n;
        if (intercept < 0) {
            intercept = 0;
            slope = Math.max(0, sxy / sxx);
        } else if (slope < 0) {
            slope = 0;
            intercept = Math.max(0, sy / n);
        }
        double variance = residuals(x, y, intercept, slope) / (n - 2);
        return new NonNegativeLine(intercept, slope, Math.sqrt(variance * sxx / determinant));
    }

    private static double residuals(double[] x, double[] y, double intercept, double slope) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = y[i] - intercept - slope * x[i];
            sum += residual * residual;
        }
        return sum;
    }
}
