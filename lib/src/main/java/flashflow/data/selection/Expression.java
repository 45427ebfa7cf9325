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
}
