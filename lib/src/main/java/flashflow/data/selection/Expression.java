package flashflow.data.selection;

/** A part of a condition, evaluated for all rows of a block at once. */
sealed interface Expression
        permits Arithmetic, Call, Comparison, FloatTest, Literal, Logic, Name, Negation, Not, Quoted {
    /** What it yields. */
    enum Kind {
        NUMBER,
        TRUTH,
        TEXT,
        /** What the column holds, or a truth that is also 0 or 1. */
        ANY
    }

    Kind kind();

    /** Whether it is a text, given the columns. */
    default boolean isText(ColumnBlock block) {
        return false;
    }

    /** Its numbers; of kinds NUMBER and ANY. */
    default Numbers numbers(ColumnBlock block) {
        throw new IllegalStateException(kind() + " is no number");
    }

    /** Its truths; of kinds TRUTH and ANY. */
    default Truths truths(ColumnBlock block) {
        throw new IllegalStateException(kind() + " is no truth");
    }

    /** Its texts; of kinds TEXT and ANY. */
    default String[] texts(ColumnBlock block) {
        throw new IllegalStateException(kind() + " is no text");
    }

    /** The same, unless it can be no truth. */
    static Expression truth(Expression found, Spot spot) {
        return switch (found.kind()) {
            case TRUTH, ANY -> found;
            case NUMBER ->
                throw spot.refuse("a number stands where true or false is needed", "compare it, as in x > 0");
            case TEXT -> throw spot.refuse("a text stands where true or false is needed", "compare it, as in x == 'a'");
        };
    }

    /** The same, unless it can be no number. */
    static Expression number(Expression found, Spot spot) {
        return switch (found.kind()) {
            case NUMBER, ANY -> found;
            case TRUTH ->
                throw spot.refuse(
                        "true or false stands where a number is needed", "join truths by && or ||, and use brackets");
            case TEXT -> throw spot.refuse("a text stands where a number is needed", "take a number or a column");
        };
    }

    /** The same, unless it can be neither a number nor a text. */
    static Expression value(Expression found, Spot spot) {
        return found.kind() == Expression.Kind.TEXT ? found : number(found, spot);
    }
}
