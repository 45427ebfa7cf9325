package flashflow.data.selection;

import flashflow.data.RowSource;
import java.util.Collections;
import java.util.Set;

/**
 * A condition on columns, as one writes it: {@code pt > 20 && abs(eta) < 2.5}.
 *
 * <table>
 * <caption>The language, from what binds most loosely</caption>
 * <tr><td>{@code ||}, {@code or}</td><td>either, or both</td></tr>
 * <tr><td>{@code &&}, {@code and}</td><td>both</td></tr>
 * <tr><td>{@code not}</td><td>the contrary; {@code !} is the same and binds as tightly as a sign</td></tr>
 * <tr><td>{@code < <= > >= == !=}, {@code in (1, 2)}, {@code not in}</td><td>comparisons, also {@code 20 < pt < 50}; texts only
 *     by {@code ==}, {@code !=} and {@code in}</td></tr>
 * <tr><td>{@code + -}, then {@code * / %}, then signs</td><td>a division is never one of whole numbers; a remainder has the sign
 *     of the first number</td></tr>
 * <tr><td>{@code abs sqrt exp log log10 sin cos tan sinh cosh tanh floor round}, {@code atan2 pow hypot min max}</td><td>of one
 *     and of two numbers; {@code round} takes halves away from zero</td></tr>
 * <tr><td>{@code isnan isfinite}</td><td>true or false</td></tr>
 * <tr><td>{@code 20}, {@code 1.5e3}, {@code true}, {@code 'text'}, {@code "text"}</td><td>what is written so</td></tr>
 * <tr><td>{@code pt}, {@code pt[0]}, {@code `jets/pt.raw`}</td><td>columns, those with other characters in backquotes; by the
 *     full name or its end after an underscore</td></tr>
 * </table>
 *
 * <p>Columns of the layout are taken in float64, as they were before rounding. Carried whole numbers of any size and whole
 * numbers as written are compared, added and multiplied exactly, such as {@code event == 9007199254740993}. A comparison with
 * NaN is false, but for {@code !=}; in which rows that decided is counted. Truth columns stand by themselves, {@code isTight &&
 * pt > 20}. Immutable.
 */
public final class Condition {
    private final String text;
    private final Expression expression;
    private final Set<String> columns;

    private Condition(String text, Expression expression, Set<String> columns) {
        this.text = text;
        this.expression = expression;
        this.columns = columns;
    }

    /**
     * Reads a condition.
     *
     * @throws flashflow.FlashFlowException if it is none; the message says where and what was expected
     */
    public static Condition of(String text) {
        var parser = new ConditionParser(text);
        var expression = parser.condition();
        return new Condition(text, expression, Collections.unmodifiableSet(parser.columns()));
    }

    /** The names of its columns, as they are written in it: full ones, or ends of names. */
    public Set<String> columns() {
        return columns;
    }

    /**
     * Its columns in a source.
     *
     * @throws flashflow.FlashFlowException if there is no such column, or one holds values of another kind than is needed
     */
    NamedColumns in(RowSource source) {
        var found = new NamedColumns(source, columns);
        expression.truths(found.none());
        return found;
    }

    /** For each row of a block. */
    Truths truths(ColumnBlock block) {
        return expression.truths(block);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
