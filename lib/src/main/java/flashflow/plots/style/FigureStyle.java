package flashflow.plots.style;

import flashflow.FlashFlowException;

/**
 * How figures look: {@code FigureStyle.paper().label("Work in progress").luminosity("59.8 fb⁻¹ (13 TeV)")}. For all figures of
 * a notebook by {@code Plots.style(...)}, for one by {@code figure.style(...)}. Files have the size in centimetres; on a
 * screen a figure is enlarged until its letters have their usual size there. Immutable: each method returns a changed copy.
 *
 * @param width in centimetres, 2 to 100; NaN as the plot is made, 19.05 for most
 * @param height in centimetres, 2 to 100; NaN in proportion to the width
 * @param fontSize of the legend and the titles of axes in points, 4 to 40; numbers at axes are a twelfth smaller, the title a
 *     quarter larger
 * @param dpi pixels of a PNG on an inch, 36 to 1200
 * @param colors of the samples
 * @param label at the upper left of the frame, such as {@code "Work in progress"}; empty for none
 * @param luminosity at the upper right of the frame; empty for none
 * @param titles whether figures have their titles
 */
public record FigureStyle(
        double width,
        double height,
        double fontSize,
        int dpi,
        ColorCycle colors,
        String label,
        String luminosity,
        boolean titles) {
    private static final FigureStyle DEFAULTS =
            new FigureStyle(Double.NaN, Double.NaN, 9, 192, ColorCycle.OKABE_ITO, "", "", true);

    /** Refuses sizes that no paper or printer has. */
    public FigureStyle {
        if (!Double.isNaN(width)) {
            requireBetween("width in centimetres", width, 2, 100);
        }
        if (!Double.isNaN(height)) {
            requireBetween("height in centimetres", height, 2, 100);
        }
        requireBetween("font size in points", fontSize, 4, 40);
        requireBetween("resolution in dpi", dpi, 36, 1200);
    }

    private static void requireBetween(String what, double value, int low, int high) {
        if (!(value >= low && value <= high)) {
            throw new FlashFlowException(
                    "A figure cannot have a " + what + " of " + value + "; give " + low + " to " + high + ".");
        }
    }

    /** As on the screen: the size of the plot, letters of 9 points, 192 dpi, Okabe and Ito's colours, no labels. */
    public static FigureStyle defaults() {
        return DEFAULTS;
    }

    /** For one column of a journal: 8.6 cm, letters of 8 points, 600 dpi, no titles, which a paper has in its captions. */
    public static FigureStyle paper() {
        return DEFAULTS.width(8.6).fontSize(8).dpi(600).withoutTitles();
    }

    /** For a slide beside its text: 16 cm, letters of 14 points, 200 dpi. */
    public static FigureStyle talk() {
        return DEFAULTS.width(16).fontSize(14).dpi(200);
    }

    /** So many centimetres wide. */
    public FigureStyle width(double centimetres) {
        return new FigureStyle(given("width", centimetres), height, fontSize, dpi, colors, label, luminosity, titles);
    }

    /** So many centimetres high. */
    public FigureStyle height(double centimetres) {
        return new FigureStyle(width, given("height", centimetres), fontSize, dpi, colors, label, luminosity, titles);
    }

    private static double given(String what, double centimetres) {
        if (Double.isNaN(centimetres)) {
            throw new FlashFlowException("The " + what + " of a figure is NaN; give centimetres.");
        }
        return centimetres;
    }

    /** With letters of so many points. */
    public FigureStyle fontSize(double points) {
        return new FigureStyle(width, height, points, dpi, colors, label, luminosity, titles);
    }

    /** With PNGs of this resolution. */
    public FigureStyle dpi(int perInch) {
        return new FigureStyle(width, height, fontSize, perInch, colors, label, luminosity, titles);
    }

    /** With these colours of samples. */
    public FigureStyle colors(ColorCycle cycle) {
        return new FigureStyle(width, height, fontSize, dpi, cycle, label, luminosity, titles);
    }

    /** With this text at the upper left of the frame. */
    public FigureStyle label(String text) {
        return new FigureStyle(width, height, fontSize, dpi, colors, text, luminosity, titles);
    }

    /** With this text at the upper right of the frame. */
    public FigureStyle luminosity(String text) {
        return new FigureStyle(width, height, fontSize, dpi, colors, label, text, titles);
    }

    /** Without titles above figures. */
    public FigureStyle withoutTitles() {
        return new FigureStyle(width, height, fontSize, dpi, colors, label, luminosity, false);
    }

    /** Whether a width or a height was asked for. */
    public boolean isSized() {
        return !Double.isNaN(width) || !Double.isNaN(height);
    }
}
