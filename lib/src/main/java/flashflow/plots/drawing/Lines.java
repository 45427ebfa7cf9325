package flashflow.plots.drawing;

import java.util.ArrayList;
import java.util.List;

/** Text in lines, broken at blanks, but not before a per cent. */
final class Lines {
    private Lines() {}

    /**
     * At most {@code width} pixels in each line, by the mean advance of a letter; a longer word has a line of its own. No
     * lines of an empty text.
     */
    static List<String> of(String text, double width, double advance) {
        var lines = new ArrayList<String>();
        String line = "";
        for (String word : text.split(" (?!%)")) {
            boolean fits = (line.length() + 1 + word.length()) * advance <= width;
            if (!line.isEmpty() && !fits) {
                lines.add(line);
                line = "";
            }
            line = line.isEmpty() ? word : line + " " + word;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return List.copyOf(lines);
    }
}
