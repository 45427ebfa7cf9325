package flashflow.plots.drawing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What becomes of the palette's colours on another ground: the one place that knows dark pages. Colours that it does not name
 * stand out from light and dark alike, and stay.
 */
public enum Theme {
    /** Files and printed pages: dark on white. */
    LIGHT(Map.of()),
    /** A dark page, such as JupyterLab's. */
    DARK(colours("#111111", "#e6e8eb", "#adb4bc", "#6a737d", "#2b3138", "#ffffff", "#9aa3ad")),
    /** A picture that cannot know its page: no ground of its own, and greys with a contrast of 4 or more to white and to black. */
    EITHER(colours("none", "#747a82", "#747a82", "#8c959f", "#8c959f40", "#747a82", "#747a82"));

    private final Map<String, String> colours;

    Theme(Map<String, String> colours) {
        this.colours = colours;
    }

    private static Map<String, String> colours(
            String paper, String text, String faintText, String frame, String grid, String black, String grey) {
        var colours = new LinkedHashMap<String, String>();
        colours.put(Palette.PAPER, paper);
        colours.put(Palette.TEXT, text);
        colours.put(Palette.FAINT_TEXT, faintText);
        colours.put(Palette.FRAME, frame);
        colours.put(Palette.GRID, grid);
        colours.put(Palette.BLACK, black);
        colours.put(Palette.GREY, grey);
        return colours;
    }

    /** A colour of the palette, as #rrggbb, on this ground; "none" where nothing is to be painted. */
    public String of(String color) {
        return colours.getOrDefault(color, color);
    }

    /** The colours that change, each with what it becomes. */
    public Map<String, String> changes() {
        return colours;
    }
}
