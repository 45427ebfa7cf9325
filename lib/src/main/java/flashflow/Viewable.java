package flashflow;

/** Something that a notebook shows as HTML instead of {@code toString()}; knows nothing of any kernel. */
public interface Viewable {
    /** A fragment of HTML that needs no network; text from outside is escaped. */
    String toHtml();
}
