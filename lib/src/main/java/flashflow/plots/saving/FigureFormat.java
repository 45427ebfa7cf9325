package flashflow.plots.saving;

import flashflow.FlashFlowException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a figure can be written as, told by the extension of a file's name in letters of either case. */
public enum FigureFormat {
    /** Vectors for papers, with the font inside. */
    PDF("pdf"),
    /** Vectors for web pages. */
    SVG("svg"),
    /** Pixels. */
    PNG("png"),
    /** A page with the interactive figure. */
    HTML("html"),
    /** The drawn numbers, as {@link DrawnNumbers} has them. */
    CSV("csv"),
    /** The drawn numbers as tables for HEPData; see {@link HepData}. */
    YAML("yaml");

    private final String extension;

    FigureFormat(String extension) {
        this.extension = extension;
    }

    /**
     * The format of a file.
     *
     * @throws FlashFlowException if its name has no extension, or that of no format
     */
    public static FigureFormat of(Path file) {
        String found = extension(file);
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(found))
                .findFirst()
                .orElseThrow(() -> new FlashFlowException("The name " + file
                        + (found.isEmpty() ? " has no extension" : " ends in ." + found)
                        + ", which says no format of a figure; end it in " + offered() + "."));
    }

    private static String offered() {
        var all = Arrays.stream(values()).map(format -> "." + format.extension).collect(Collectors.toList());
        String last = all.remove(all.size() - 1);
        return String.join(", ", all) + " or " + last;
    }

    private static String extension(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * The same file, if its name says this format.
     *
     * @throws FlashFlowException if it says another one, or none
     */
    public Path requireOf(Path file) {
        String found = extension(file);
        if (found.equals(extension)) {
            return file;
        }
        throw new FlashFlowException("A " + name() + " file cannot be called " + file
                + (found.isEmpty() ? ", which has no extension" : "") + "; end its name in ." + extension
                + ", or let save(...) choose the format by the name.");
    }
}
