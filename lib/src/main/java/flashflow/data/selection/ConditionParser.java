package flashflow.data.selection;

import static flashflow.data.selection.Expression.number;
import static flashflow.data.selection.Expression.truth;
import static flashflow.data.selection.Expression.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads conditions, by recursive descent. From loose to tight: or, and, not, comparisons and in, sums, products, signs and {@code
 * !}.
 */
final class ConditionParser {
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in");

    private final TokenCursor cursor;
    private final Set<String> columns = new LinkedHashSet<>();

    ConditionParser(String text) {
        this.cursor = new TokenCursor(text);
    }

    /** The whole condition, which is a truth. */
    Expression condition() {
        var spot = cursor.spot();
        var condition = truth(or(), spot);
        if (cursor.token().kind() != Token.Kind.END) {
            throw cursor.expected("an operator such as < or && or the end");
        }
        return condition;
    }

    /** The names of columns that it has, as written. */
    Set<String> columns() {
        return columns;
    }

    private Expression or() {
        return chain(false, "||", "or");
    }

    private Expression and() {
        return chain(true, "&&", "and");
    }

    private Expression chain(boolean all, String sign, String word) {
        var spot = cursor.spot();
        var parts = new ArrayList<>(List.of(all ? not() : and()));
        while (cursor.accept(sign) || cursor.accept(word)) {
            truth(parts.get(parts.size() - 1), spot);
            spot = cursor.spot();
            parts.add(truth(all ? not() : and(), spot));
        }
        return parts.size() == 1 ? parts.get(0) : new Logic(all, parts);
    }

    private Expression not() {
        if (!cursor.accept("not")) {
            return comparison();
        }
        var spot = cursor.spot();
        return cursor.deeper(() -> new Not(truth(not(), spot)));
    }

    private Expression comparison() {
        var spot = cursor.spot();
        var first = sum();
        boolean without = cursor.token().is("not") && cursor.ahead().is("in");
        if (!without && !cursor.token().is("in")) {
            return links(first, spot);
        }
        if (without) {
            cursor.take();
        }
        cursor.take();
        var in = membership(value(first, spot));
        return without ? new Not(in) : in;
    }

    /** One comparison, or a chain of them such as {@code 1 < x < 2}, whose links all hold. */
    private Expression links(Expression first, Spot start) {
        var links = new ArrayList<Expression>();
        var spot = start;
        var left = first;
        Comparison.Relation before = null;
        for (var relation = relation(before); relation != null; relation = relation(before)) {
            value(left, spot);
            var sign = cursor.spot();
            cursor.take();
            spot = cursor.spot();
            var right = value(sum(), spot);
            links.add(new Comparison(relation, left, right, sign));
            left = right;
            before = relation;
        }
        return links.isEmpty() ? first : links.size() == 1 ? links.get(0) : new Logic(true, links);
    }

    /** The relation that is next; null if there is none. */
    private Comparison.Relation relation(Comparison.Relation before) {
        var next = cursor.token().kind() == Token.Kind.SIGN
                ? Comparison.Relation.of(cursor.token().text())
                : null;
        if (before != null && next != null && !before.goesOnBy(next)) {
            throw cursor.spot()
                    .refuse(
                            "a comparison cannot go on by " + cursor.token(),
                            "join two comparisons by && or ||, or use brackets");
        }
        return next;
    }

    private Expression membership(Expression value) {
        cursor.expect("(");
        var equalities = new ArrayList<Expression>();
        do {
            var spot = cursor.spot();
            equalities.add(new Comparison(Comparison.Relation.EQUAL, value, value(sum(), spot), spot));
        } while (cursor.accept(","));
        cursor.expect(")");
        return new Logic(false, equalities);
    }

    private Expression sum() {
        var spot = cursor.spot();
        var left = product();
        while (cursor.token().is("+") || cursor.token().is("-")) {
            left = arithmetic(left, spot, true);
        }
        return left;
    }

    private Expression product() {
        var spot = cursor.spot();
        var left = signed();
        while (cursor.token().is("*")
                || cursor.token().is("/")
                || cursor.token().is("%")) {
            left = arithmetic(left, spot, false);
        }
        return left;
    }

    private Expression arithmetic(Expression left, Spot start, boolean sum) {
        var sign = cursor.spot();
        var operation = Arithmetic.Operation.of(cursor.token().text());
        number(left, start);
        cursor.take();
        var spot = cursor.spot();
        return new Arithmetic(operation, left, number(sum ? product() : signed(), spot), sign);
    }

    private Expression signed() {
        var sign = cursor.spot();
        if (cursor.token().is("-") && cursor.ahead().kind() == Token.Kind.NUMBER) {
            cursor.take();
            return Literal.number(cursor.take().text(), true, sign);
        }
        boolean minus = cursor.token().is("-");
        if (cursor.accept("-") || cursor.accept("+")) {
            var spot = cursor.spot();
            var of = cursor.deeper(() -> number(signed(), spot));
            return minus ? new Negation(of, sign) : of;
        }
        if (cursor.accept("!")) {
            var spot = cursor.spot();
            return cursor.deeper(() -> new Not(truth(signed(), spot)));
        }
        return primary();
    }

    private Expression primary() {
        var token = cursor.token();
        var spot = cursor.spot();
        if (token.kind() == Token.Kind.SIGN || token.kind() == Token.Kind.END) {
            return inBrackets();
        }
        if (RESERVED.contains(token.text()) && token.kind() == Token.Kind.WORD) {
            throw noValue();
        }
        cursor.take();
        return switch (token.kind()) {
            case NUMBER -> Literal.number(token.text(), false, spot);
            case TEXT -> new Quoted(token.text());
            case COLUMN -> column(token.text(), spot);
            default -> word(token.text(), spot);
        };
    }

    private Expression inBrackets() {
        if (!cursor.accept("(")) {
            throw noValue();
        }
        var inner = cursor.deeper(this::or);
        cursor.expect(")");
        return inner;
    }

    private RuntimeException noValue() {
        return cursor.expected("a number, a column or '('");
    }

    private Expression word(String word, Spot spot) {
        if (word.equals("true") || word.equals("false")) {
            return Literal.truth(word.equals("true"));
        }
        return cursor.token().is("(") ? call(word, spot) : column(word, spot);
    }

    private Expression column(String name, Spot spot) {
        columns.add(name);
        return new Name(name, spot);
    }

    private Expression call(String name, Spot spot) {
        boolean test = name.equals("isnan") || name.equals("isfinite");
        var function = Function.named(name);
        if (function == null && !test) {
            throw spot.refuse("there is no function '" + name + "'", "use one of " + Function.names());
        }
        cursor.expect("(");
        var arguments = cursor.deeper(this::arguments);
        int wanted = test ? 1 : function.arguments();
        if (arguments.size() != wanted) {
            throw spot.refuse(
                    "'" + name + "' takes " + wanted + " number" + (wanted == 1 ? "" : "s") + " and is given "
                            + arguments.size(),
                    "give as many, between commas");
        }
        return test ? new FloatTest(name.equals("isnan"), arguments.get(0)) : new Call(function, arguments);
    }

    private List<Expression> arguments() {
        var arguments = new ArrayList<Expression>();
        do {
            var spot = cursor.spot();
            arguments.add(number(or(), spot));
        } while (cursor.accept(","));
        cursor.expect(")");
        return arguments;
    }
}
