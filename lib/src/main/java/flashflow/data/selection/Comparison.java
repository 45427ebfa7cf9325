package flashflow.data.selection;

import java.util.Arrays;

/** Two numbers or two texts are compared, without rounding. */
record Comparison(Relation relation, Expression left, Expression right, Spot spot) implements Expression {
    enum Relation {
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        EQUAL("=="),
        UNEQUAL("!=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        /** That of a sign; null if there is none. */
        static Relation of(String sign) {
            return Arrays.stream(values())
                    .filter(known -> known.sign.equals(sign))
                    .findFirst()
                    .orElse(null);
        }

        /** Whether a chain such as {@code 1 < x <= 2} may go on by another relation. */
        boolean goesOnBy(Relation other) {
            return this != UNEQUAL && other != UNEQUAL && sign.charAt(0) == other.sign.charAt(0);
        }

        /** NaN is unequal to everything, and nothing else. */
        private boolean holds(double a, double b) {
            return switch (this) {
                case LESS -> a < b;
                case AT_MOST -> a <= b;
                case GREATER -> a > b;
                case AT_LEAST -> a >= b;
                case EQUAL -> a == b;
                case UNEQUAL -> a != b;
            };
        }

        /** For each row. */
        Truths of(Numbers a, Numbers b) {
            return a.isWhole() || b.isWhole() ? compared(a, b) : reals(a.reals(), b.reals());
        }

        private Truths reals(double[] a, double[] b) {
            boolean[] holds = new boolean[a.length];
            boolean[] nan = new boolean[a.length];
            boolean any = false;
            for (int i = 0; i < holds.length; i++) {
                holds[i] = holds(a[i], b[i]);
                nan[i] = Double.isNaN(a[i]) | Double.isNaN(b[i]);
                any |= nan[i];
            }
            return new Truths(holds, any ? nan : null);
        }

        private Truths compared(Numbers a, Numbers b) {
            boolean[] holds = new boolean[a.size()];
            boolean[] nan = new boolean[a.size()];
            for (int i = 0; i < holds.length; i++) {
                nan[i] = a.isNan(i) || b.isNan(i);
                holds[i] = nan[i] ? this == UNEQUAL : holds(a.compare(i, b), 0);
            }
            return new Truths(holds, nan);
        }

        private Truths of(String[] a, String[] b) {
            boolean[] holds = new boolean[a.length];
            for (int i = 0; i < holds.length; i++) {
                holds[i] = a[i].equals(b[i]) == (this == EQUAL);
            }
            return new Truths(holds, null);
        }
    }

    @Override
    public Kind kind() {
        return Kind.TRUTH;
    }

    @Override
    public Truths truths(ColumnBlock block) {
        if (left.isText(block) != right.isText(block)) {
            throw spot.refuse(
                    "'" + relation.sign + "' compares a text with a number", "compare texts with texts in quotes");
        }
        if (!left.isText(block)) {
            return relation.of(left.numbers(block), right.numbers(block));
        }
        if (relation != Relation.EQUAL && relation != Relation.UNEQUAL) {
            throw spot.refuse("'" + relation.sign + "' compares texts", "compare texts by == or !=");
        }
        return relation.of(left.texts(block), right.texts(block));
    }
}
