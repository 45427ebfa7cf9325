package flashflow.plots;

import flashflow.FlashFlowException;

/**
 * What a plot can be told beyond its data; every part has a default. Immutable: each method returns a changed copy.
 *
 * @param bins number of bins, 2 to 1000; 0 leaves it to the plot
 * @param low lower end of the range, NaN to take it from the data
 * @param high upper end of the range, NaN to take it from the data
 * @param logX whether the horizontal axis is logarithmic
 * @param logY whether the vertical axis is logarithmic
 * @param title title of the figure, or empty for the default
 * @param unit unit for the axis title; null takes the known unit of the column
 * @param referenceName what the legend calls the reference
 * @param sampleName what the legend calls the sample
 */
public record PlotOptions(
        int bins,
        double low,
        double high,
        boolean logX,
        boolean logY,
        String title,
        String unit,
        String referenceName,
        String sampleName) {

    /** Refuses numbers of bins outside 2 to 1000, empty ranges, and one name for both samples. */
    public PlotOptions {
        if (bins != 0 && (bins < 2 || bins > 1000)) {
            throw new FlashFlowException("A plot cannot have " + bins + " bins; give a number from 2 to 1000.");
        }
        if (low >= high
                || Double.isInfinite(low)
                || Double.isInfinite(high)
                || Double.isNaN(low) != Double.isNaN(high)) {
            throw new FlashFlowException("The range from " + low + " to " + high
                    + " is not one; give a finite lower end below the upper end.");
        }
        if (referenceName.equals(sampleName)) {
            throw new FlashFlowException("Both samples are called '" + sampleName + "'; give them different names.");
        }
        if (logX && low <= 0) {
            throw new FlashFlowException("A logarithmic axis cannot start at " + low + "; give a positive lower end.");
        }
    }

    /** Bins, range and names as the plot chooses, linear axes. */
    public static PlotOptions defaults() {
        return new PlotOptions(0, Double.NaN, Double.NaN, false, false, "", null, "reference", "flow");
    }

    /** With this number of bins, 2 to 1000. */
    public PlotOptions bins(int number) {
        return new PlotOptions(number, low, high, logX, logY, title, unit, referenceName, sampleName);
    }

    /** Between these values; what lies outside is left out of the picture and mentioned below it. */
    public PlotOptions range(double from, double to) {
        return new PlotOptions(bins, from, to, logX, logY, title, unit, referenceName, sampleName);
    }

    /** With a logarithmic horizontal axis (and bins of equal width in the logarithm). */
    public PlotOptions withLogX() {
        return new PlotOptions(bins, low, high, true, logY, title, unit, referenceName, sampleName);
    }

    /** With a logarithmic vertical axis. */
    public PlotOptions withLogY() {
        return new PlotOptions(bins, low, high, logX, true, title, unit, referenceName, sampleName);
    }

    /** With a linear horizontal axis. */
    PlotOptions linearX() {
        return new PlotOptions(bins, low, high, false, logY, title, unit, referenceName, sampleName);
    }

    /** Under this title. */
    public PlotOptions title(String text) {
        return new PlotOptions(bins, low, high, logX, logY, text, unit, referenceName, sampleName);
    }

    /** With this unit in the axis title; empty for none. */
    public PlotOptions unit(String symbol) {
        return new PlotOptions(bins, low, high, logX, logY, title, symbol, referenceName, sampleName);
    }

    /** With these names in the legend. */
    public PlotOptions names(String reference, String sample) {
        return new PlotOptions(bins, low, high, logX, logY, title, unit, reference, sample);
    }

    boolean hasRange() {
        return !Double.isNaN(low);
    }

    /** The title, or that one where none is set. */
    public String titleOr(String standard) {
        return title.isEmpty() ? standard : title;
    }

    /** The title of a column's axis, with its unit. */
    public String label(String column) {
        return unit == null ? Units.label(column) : Units.label(column, unit);
    }
}
