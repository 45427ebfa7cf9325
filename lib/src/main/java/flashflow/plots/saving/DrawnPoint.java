package flashflow.plots.saving;

/**
 * One number of a figure.
 *
 * @param piece of a line in several, from 1
 * @param x where it is drawn
 * @param low lower edge of its bin, NaN if it has none
 * @param high upper edge of its bin, NaN if it has none
 * @param y its height; NaN for a bin without one
 * @param error half the length of its error bar, NaN if it has none
 */
record DrawnPoint(int piece, double x, double low, double high, double y, double error) {
    boolean inBin() {
        return !Double.isNaN(low);
    }
}
