package flashflow.interop.torch;

/** Text out of somebody's file within a sentence of ours: printable, on one line, and not long. */
public final class ForeignText {
    private ForeignText() {}

    /**
     * The text as it can be shown.
     *
     * @param text anything
     * @param most characters to keep; what is longer is cut
     */
    public static String shown(String text, int most) {
        String printable = text.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
        return printable.length() <= most ? printable : printable.substring(0, most) + "...";
    }
}
