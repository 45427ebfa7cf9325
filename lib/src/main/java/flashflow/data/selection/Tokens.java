package flashflow.data.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of a condition into its pieces. */
final class Tokens {
    /** More would not be written by hand, and might be nested deeper than the stack is. */
    private static final int MOST = 4000;

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\[\\d+])?");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`|'([^']*)'|\"([^\"]*)\"");
    private static final Pattern SIGN = Pattern.compile("&&|\\|\\||[=!<>]=|[-+*/%<>!(),]");

    /** What people write who know other languages, and what it is here. */
    private static final Map<Character, String> HINTS = Map.of(
            '&', "write && for and",
            '|', "write || for or",
            '=', "write == to compare",
            '^', "write pow(a, b) for a power, != for either or",
            '~', "write ! for not",
            '.', "write a column whose name holds a dot in backquotes",
            '[', "write a numbered column as pt[0], any other name in backquotes",
            '\'', "close the text with '",
            '"', "close the text with another quote",
            '`', "close the name with another backquote");

    private final String text;
    private final List<Token> found = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    /**
     * The pieces, the last of which is the end.
     *
     * @throws flashflow.FlashFlowException if a character belongs to none
     */
    static List<Token> of(String text) {
        var tokens = new Tokens(text);
        while (tokens.at < text.length()) {
            tokens.next();
        }
        tokens.add(Token.Kind.END, "", text.length());
        return tokens.found;
    }

    private void next() {
        if (found.size() == MOST) {
            throw new Spot(text, at).refuse("it has more than " + MOST + " words and signs", "select in several steps");
        }
        Matcher piece = SPACE.matcher(text);
        if (starts(piece)) {
            at = piece.end();
        } else if (starts(piece.usePattern(NUMBER))) {
            number(piece);
        } else if (starts(piece.usePattern(WORD))) {
            add(Token.Kind.WORD, piece.group(), piece.end());
        } else if (starts(piece.usePattern(SIGN))) {
            add(Token.Kind.SIGN, piece.group(), piece.end());
        } else if (starts(piece.usePattern(QUOTED))) {
            quoted(piece);
        } else {
            throw unknown();
        }
    }

    private boolean starts(Matcher piece) {
        return piece.region(at, text.length()).lookingAt();
    }

    private void number(Matcher piece) {
        int end = piece.end();
        if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            throw new Spot(text, at)
                    .refuse(
                            "'" + text.substring(at, end + 1) + "' is neither a number nor a name",
                            "put an operator behind the number, or the name in backquotes");
        }
        add(Token.Kind.NUMBER, piece.group(), end);
    }

    private void quoted(Matcher piece) {
        boolean column = piece.group(1) != null;
        String inner = piece.group().substring(1, piece.group().length() - 1);
        add(column ? Token.Kind.COLUMN : Token.Kind.TEXT, inner, piece.end());
    }

    private RuntimeException unknown() {
        char sign = text.charAt(at);
        String cure = HINTS.getOrDefault(sign, "write names that hold such characters in backquotes");
        return new Spot(text, at).refuse("'" + sign + "' means nothing here", cure);
    }

    private void add(Token.Kind kind, String piece, int end) {
        found.add(new Token(kind, piece, at));
        at = end;
    }
}
