package flashflow.data.columns;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern of names: {@code *} stands for any characters, {@code ?} for one, everything else for itself. */
record Glob(String text) {
    boolean isPattern() {
        return text.contains("*") || text.contains("?");
    }

    boolean matches(String name) {
        return matcher(name).matches();
    }

    /** Those that match, in their order. */
    List<String> among(List<String> names) {
        return names.stream().filter(this::matches).toList();
    }

    private Matcher matcher(String name) {
        var regex = new StringBuilder();
        text.codePoints()
                .forEach(c -> regex.append(c == '*' ? "(.*)" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name);
    }

    /** What the first {@code *} stands for in a name that matches. */
    String wild(String name) {
        var matcher = matcher(name);
        return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : "";
    }
}
