package flashflow.plots.drawing;

import flashflow.plots.style.ColorCycle;
import java.util.List;

/**
 * Colours that readers with any common colour blindness can tell apart (Okabe and Ito, "Color Universal Design", 2008), and
 * the greys of axes and text.
 */
public final class Palette {
    public static final String BLUE = "#0072B2";
    public static final String VERMILION = "#D55E00";
    public static final String GREEN = "#009E73";
    static final String PURPLE = "#CC79A7";
    public static final String ORANGE = "#E69F00";
    static final String SKY = "#56B4E9";
    public static final String BLACK = "#000000";

    /** The ground, on which the others stand; a page's own takes its place: see {@link Theme}. */
    public static final String PAPER = "#ffffff";

    /** Of what is no sample: text, and lines at a known truth. */
    public static final String TEXT = "#24292f";

    public static final String FAINT_TEXT = "#57606a";
    public static final String FRAME = "#8c959f";
    public static final String GRID = "#e7eaee";
    public static final String GREY = "#6e7781";

    /** Reference samples are blue and generated ones vermilion, in every figure. */
    public static final String REFERENCE = BLUE;

    public static final String SAMPLE = VERMILION;

    /** Colours for any other kinds of curves, in the order of their use. */
    static final List<String> CYCLE = ColorCycle.OKABE_ITO.colors();

    private Palette() {}

    public static String cycle(int index) {
        return CYCLE.get(index % CYCLE.size());
    }
}
