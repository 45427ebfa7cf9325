package flashflow.data.selection;

/**
 * The smallest piece of a condition.
 *
 * @param kind of piece
 * @param text as written, without quotes
 * @param at index of its first character
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        NUMBER,
        /** A word: a column, a function, or one of and, or, not, in, true, false. */
        WORD,
        /** A column in backquotes. */
        COLUMN,
        TEXT,
        SIGN,
        END
    }

    /** Whether it is this sign or word. */
    boolean is(String wanted) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(wanted);
    }

    /** As messages call it. */
    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
