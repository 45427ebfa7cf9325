package flashflow.data.selection;

import java.util.List;
import java.util.function.Supplier;

/** A place among the tokens of a condition, which moves as they are read. */
final class TokenCursor {
    private static final int DEEPEST = 200;

    private final String text;
    private final List<Token> tokens;
    private int at;
    private int depth;

    /** Before the first token of a text. */
    TokenCursor(String text) {
        this.text = text;
        this.tokens = Tokens.of(text);
    }

    /** The next one. */
    Token token() {
        return tokens.get(at);
    }

    /** The one after it, where it is not the end. */
    Token ahead() {
        return tokens.get(at + 1);
    }

    /** Where the next one stands. */
    Spot spot() {
        return new Spot(text, token().at());
    }

    /** The next one, which is read by that. */
    Token take() {
        return tokens.get(at++);
    }

    /** Reads the next one if it is this sign or word. */
    boolean accept(String sign) {
        boolean there = token().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    /** Says what should have been the next one. */
    RuntimeException expected(String what) {
        return spot().refuse(token() + " stands where " + what + " is expected", "write that there");
    }

    /** Reads what is inside of something, which does not go on for ever. */
    <T> T deeper(Supplier<T> inner) {
        if (++depth > DEEPEST) {
            throw spot().refuse(
                            "brackets and signs are more than " + DEEPEST + " deep",
                            "select in several steps, or a predicate");
        }
        T made = inner.get();
        depth--;
        return made;
    }
}
