package flashflow.plots.drawing;

/** Text from outside inside HTML and SVG. */
public final class Markup {
    private Markup() {}

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
