package flashflow.notebook;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.Viewable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The documentation of a class of this library, in a cell: {@code Docs.of(Training.class)} shows what it is for and what each
 * public method does. It is read from the sources in the jar.
 */
public final class Docs implements Viewable {
    /**
     * A documented name.
     *
     * @param signature as in the source, without modifiers
     * @param text its comment as HTML, empty where there is none
     */
    record Entry(String signature, String text) {}

    private final List<Entry> entries;

    private Docs(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * The documentation of a class, record, interface or enum of this library.
     *
     * @throws FlashFlowException if the type is not one of this library, or this Java has no compiler to read sources with
     */
    public static Docs of(Class<?> type) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        return new Docs(SourceComments.of(source(top), type.getSimpleName()));
    }

    private static String source(Class<?> top) {
        String file = "/META-INF/sources/" + top.getName().replace('.', '/') + ".java";
        try (InputStream in = Docs.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FlashFlowException("Docs knows the classes of FlashFlow, and " + top.getName()
                        + " is none of them; look at its library's own pages.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FlashFlowException("The source of " + top.getName() + " in the jar cannot be read: " + e, e);
        }
    }

    /** The class first, then its members, each with its comment. */
    @Override
    public String toHtml() {
        return entries.stream()
                .map(entry -> "<p><code>" + Html.escape(entry.signature()) + "</code><br>" + entry.text() + "</p>")
                .collect(Collectors.joining("\n"));
    }

    /** The same as lines of text. */
    @Override
    public String toString() {
        return entries.stream()
                .map(entry -> entry.signature() + "\n    " + entry.text().replaceAll("<[^>]*>", ""))
                .collect(Collectors.joining("\n"));
    }
}
