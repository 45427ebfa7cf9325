package flashflow.data.selection;

import static flashflow.data.selection.Expression.number;
import static flashflow.data.selection.Expression.truth;
import static flashflow.data.selection.Expression.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads conditions, by recursive descent. From loose to tight: or, and, not, comparisons and in, sums, products, signs and {@code
 * !}.
 */
final class ConditionParser {
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "true", "false");
    private static final int DEEPEST = 200;

    private final String text;
    private final List<Token> tokens;
    private final Set<String> columns = new LinkedHashSet<>();
    private int at;
    private int depth;

    ConditionParser(String text) {
        this.text = text;
        this.tokens = Tokens.of(text);
    }

    /** The whole condition, which is a truth. */
    Expression condition() {
        var spot = spot();
        var condition = truth(or(), spot);
        if (token().kind() != Token.Kind.END) {
            throw expected("an operator such as < or && or the end");
        }
        return condition;
    }

    /** The names of columns that it has, as written. */
    Set<String> columns() {
        return columns;
    }

    private Token token() {
        return tokens.get(at);
    }

    private Spot spot() {
        return new Spot(text, token().at());
    }

    private boolean accept(String sign) {
        boolean there = token().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String sign) {
        if (!accept(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    private RuntimeException expected(String what) {
        return spot().refuse(token() + " stands where " + what + " is expected", "write that there");
    }

    private Expression or() {
        return chain(false, "||", "or");
    }

    private Expression and() {
        return chain(true, "&&", "and");
    }

    private Expression chain(boolean all, String sign, String word) {
        var spot = spot();
        var parts = new ArrayList<>(List.of(all ? not() : and()));
        while (accept(sign) || accept(word)) {
            truth(parts.get(parts.size() - 1), spot);
            spot = spot();
            parts.add(truth(all ? not() : and(), spot));
        }
        return parts.size() == 1 ? parts.get(0) : new Logic(all, parts);
    }

    private Expression not() {
        if (!accept("not")) {
            return comparison();
        }
        var spot = spot();
        return deeper(() -> new Not(truth(not(), spot)));
    }

    private Expression comparison() {
        var spot = spot();
        var first = sum();
        boolean without = token().is("not") && tokens.get(at + 1).is("in");
        if (!without && !token().is("in")) {
            return links(first, spot);
        }
        at += without ? 2 : 1;
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
            var sign = spot();
            at++;
            spot = spot();
            var right = value(sum(), spot);
            links.add(new Comparison(relation, left, right, sign));
            left = right;
            before = relation;
        }
        return links.isEmpty() ? first : links.size() == 1 ? links.get(0) : new Logic(true, links);
    }

    /** The relation that is next; null if there is none. */
    private Comparison.Relation relation(Comparison.Relation before) {
        var next = token().kind() == Token.Kind.SIGN ? Comparison.Relation.of(token().text()) : null;
        if (before != null && next != null && !before.goesOnBy(next)) {
            throw spot().refuse(
                            "a comparison cannot go on by " + token(),
                            "join two comparisons by && or ||, or use brackets");
        }
        return next;
    }

    private Expression membership(Expression value) {
        expect("(");
        var equalities = new ArrayList<Expression>();
        do {
            var spot = spot();
            equalities.add(new Comparison(Comparison.Relation.EQUAL, value, value(sum(), spot), spot));
        } while (accept(","));
        expect(")");
        return new Logic(false, equalities);
    }

    private Expression sum() {
        var spot = spot();
        var left = product();
        while (token().is("+") || token().is("-")) {
            left = arithmetic(left, spot, true);
        }
        return left;
    }

    private Expression product() {
        var spot = spot();
        var left = signed();
        while (token().is("*") || token().is("/") || token().is("%")) {
            left = arithmetic(left, spot, false);
        }
        return left;
    }

    private Expression arithmetic(Expression left, Spot start, boolean sum) {
        var sign = spot();
        var operation = Arithmetic.Operation.of(token().text());
        number(left, start);
        at++;
        var spot = spot();
        return new Arithmetic(operation, left, number(sum ? product() : signed(), spot), sign);
    }

    private Expression signed() {
        var sign = spot();
        if (token().is("-") && tokens.get(at + 1).kind() == Token.Kind.NUMBER) {
            at++;
            return Literal.number(tokens.get(at++).text(), true, sign);
        }
        if (accept("-") || accept("+")) {
            boolean minus = tokens.get(at - 1).is("-");
            var spot = spot();
            var of = deeper(() -> number(signed(), spot));
            return minus ? new Negation(of, sign) : of;
        }
        if (accept("!")) {
            var spot = spot();
            return deeper(() -> new Not(truth(signed(), spot)));
        }
        return primary();
    }

    private Expression primary() {
        var token = token();
        var spot = spot();
        at++;
        return switch (token.kind()) {
            case NUMBER -> Literal.number(token.text(), false, spot);
            case TEXT -> new Quoted(token.text());
            case COLUMN -> column(token.text(), spot);
            case WORD -> word(token.text(), spot);
            case SIGN, END -> {
                at--;
                expectOpening();
                var inner = deeper(this::or);
                expect(")");
                yield inner;
            }
        };
    }

    private void expectOpening() {
        if (!accept("(")) {
            throw expected("a number, a column or '('");
        }
    }

    private Expression word(String word, Spot spot) {
        if (word.equals("true") || word.equals("false")) {
            return Literal.truth(word.equals("true"));
        }
        if (RESERVED.contains(word)) {
            at--;
            throw expected("a number, a column or '('");
        }
        return token().is("(") ? call(word, spot) : column(word, spot);
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
        expect("(");
        var arguments = deeper(this::arguments);
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
            var spot = spot();
            arguments.add(number(or(), spot));
        } while (accept(","));
        expect(")");
        return arguments;
    }

    private <T> T deeper(Supplier<T> inner) {
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
