package flashflow;

import java.util.List;
import java.util.stream.Collectors;

/** Text from outside as HTML or SVG. */
public final class Html {
    private Html() {}

    /** The text with its markup characters escaped, fit for content and for attributes between double quotes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Warnings as paragraphs. */
    public static String warnings(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "<p>Warning: " + escape(sentence) + "</p>")
                .collect(Collectors.joining());
    }
}
