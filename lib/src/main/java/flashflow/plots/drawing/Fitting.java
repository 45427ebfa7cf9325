package flashflow.plots.drawing;

import flashflow.FlashFlowException;
import flashflow.plots.style.ColorCycle;
import flashflow.plots.style.FigureStyle;
import java.util.Locale;
import java.util.function.Function;

/** Gives a chart its style: colours, labels, and a size in which its panels are stretched and its letters are not. */
final class Fitting {
    /** Of a panel, in pixels; smaller ones show nothing. */
    private static final double LEAST = 24;
    /** A panel that only has to be narrower is not made lower than this, in pixels. */
    private static final double LOW = 48;

    private final Chart plain;
    private final Chart styled;
    private final FigureStyle style;

    private Fitting(Chart chart, FigureStyle style) {
        this.plain = chart;
        this.style = style;
        this.styled = chart.titled(style.titles() ? chart.title() : "").labelled(style.label(), style.luminosity());
    }

    /**
     * The chart in this style and size.
     *
     * @param width in pixels; NaN as it is
     * @param height in pixels; NaN for panels of the same shape
     */
    static Chart of(Chart chart, FigureStyle style, double width, double height) {
        return new Fitting(chart, style).to(width, height);
    }

    private Chart to(double width, double height) {
        double wanted = Double.isNaN(width) ? plain.width() : width;
        var across = stretch(box -> new double[] {box.x(), box.right()}, wanted - plain.width());
        var margins = Margins.of(styled.of((int) Math.round(wanted), plain.height(), plain.panels()));
        double lower = margins.top() - Frames.top(plain.legend(), plain.width());
        double more = lower + margins.moreNote();
        Function<Box, double[]> vertical = box -> new double[] {box.y(), box.bottom()};
        var down = Double.isNaN(height)
                ? stretch(vertical, 0).times(Math.max(across.factor(), Math.min(1, LOW / lowest())))
                : stretch(vertical, height - more - plain.height());
        var panels = plain.panels().stream()
                .map(panel -> recolored(panel).at(moved(panel.box(), across, down, lower)))
                .toList();
        double high = down.at(plain.height()) + more;
        return styled.of((int) Math.round(wanted), (int) Math.round(high), panels);
    }

    private double lowest() {
        return plain.panels().stream()
                .mapToDouble(panel -> panel.box().height())
                .min()
                .orElseThrow();
    }

    private Stretch stretch(Function<Box, double[]> ends, double longer) {
        return Stretch.of(plain.panels().stream().map(Panel::box).map(ends).toList(), longer);
    }

    private static Box moved(Box box, Stretch across, Stretch down, double lower) {
        double x = across.at(box.x());
        double y = down.at(box.y());
        return new Box(x, y + lower, across.at(box.right()) - x, down.at(box.bottom()) - y);
    }

    private Panel recolored(Panel panel) {
        return panel.with(panel.series().stream().map(this::recolored).toList());
    }

    private Series recolored(Series series) {
        String color = style.colors().instead(series.style().color(), ColorCycle.OKABE_ITO);
        return series.styled(series.style().colored(color));
    }

    /**
     * The same chart, unless a panel is too small to show anything.
     *
     * @throws FlashFlowException if one is
     */
    static Chart roomy(Chart chart, FigureStyle style) {
        boolean small =
                chart.panels().stream().map(Panel::box).anyMatch(box -> box.width() < LEAST || box.height() < LEAST);
        if (!small) {
            return chart;
        }
        throw new FlashFlowException(String.format(
                Locale.ROOT,
                "A figure of width %s and height %s with letters of %s points has no room for the %d panel%s of '%s'; make it"
                        + " larger or the letters smaller.",
                said(style.width()),
                said(style.height()),
                style.fontSize(),
                chart.panels().size(),
                chart.panels().size() == 1 ? "" : "s",
                chart.title()));
    }

    private static String said(double centimetres) {
        return Double.isNaN(centimetres) ? "as it comes" : centimetres + " cm";
    }
}
