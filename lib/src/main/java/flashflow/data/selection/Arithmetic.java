package flashflow.data.selection;

import java.util.Arrays;

/** Two numbers become one. */
record Arithmetic(Operation operation, Expression left, Expression right, Spot spot) implements Expression {
    /** Whole numbers stay whole, except by a division; a remainder has the sign of the first, as in C and Java. */
    enum Operation {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDED("/"),
        REMAINDER("%");

        private final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        /** That of a sign; null if there is none. */
        static Operation of(String sign) {
            return Arrays.stream(values())
                    .filter(known -> known.sign.equals(sign))
                    .findFirst()
                    .orElse(null);
        }

        /** For each row. */
        Numbers of(Numbers a, Numbers b, Spot spot) {
            return this != DIVIDED && a.isWhole() && b.isWhole() ? wholes(a, b, spot) : reals(a.reals(), b.reals());
        }

        private Numbers reals(double[] a, double[] b) {
            double[] result = new double[a.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = of(a[i], b[i]);
            }
            return Numbers.of(result);
        }

        private double of(double a, double b) {
            return switch (this) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                case DIVIDED -> a / b;
                case REMAINDER -> a % b;
            };
        }

        private Numbers wholes(Numbers a, Numbers b, Spot spot) {
            long[] result = new long[a.size()];
            boolean unsigned = this == REMAINDER && a.isUnsigned();
            for (int i = 0; i < result.length; i++) {
                try {
                    result[i] = of(a.wholes()[i], a.isUnsigned(), b.wholes()[i], b.isUnsigned());
                } catch (ArithmeticException beyond) {
                    return rounded(a, b, spot);
                }
            }
            return Numbers.of(result, unsigned);
        }

        private long of(long a, boolean aUnsigned, long b, boolean bUnsigned) {
            if (this == REMAINDER && (aUnsigned || bUnsigned)) {
                return Long.remainderUnsigned(atLeast0(a, aUnsigned), atLeast0(b, bUnsigned));
            }
            long x = aUnsigned ? atLeast0(a, false) : a;
            long y = bUnsigned ? atLeast0(b, false) : b;
            return switch (this) {
                case PLUS -> Math.addExact(x, y);
                case MINUS -> Math.subtractExact(x, y);
                case TIMES -> Math.multiplyExact(x, y);
                case REMAINDER -> x % y;
                case DIVIDED -> throw new IllegalStateException("real");
            };
        }

        private static long atLeast0(long value, boolean unsigned) {
            if (value < 0 && !unsigned) {
                throw new ArithmeticException("negative");
            }
            return value;
        }

        /** In float64, since a row has no whole result; refused where another row would be rounded by that. */
        private Numbers rounded(Numbers a, Numbers b, Spot spot) {
            for (int i = 0; i < a.size(); i++) {
                if (!isExactInFloat64(a.wholes()[i], a.isUnsigned(), b.wholes()[i], b.isUnsigned())) {
                    throw spot.refuse(
                            a.text(i) + " " + sign + " " + b.text(i)
                                    + " is not exact in float64, and another row has no"
                                    + " result that is a whole number of 64 bits",
                            "multiply one side by 1.0 to compute in float64 all the same");
                }
            }
            return reals(a.reals(), b.reals());
        }

        private boolean isExactInFloat64(long a, boolean aUnsigned, long b, boolean bUnsigned) {
            if (!WholeNumbers.isExact(a, aUnsigned) || !WholeNumbers.isExact(b, bUnsigned)) {
                return false;
            }
            try {
                return WholeNumbers.isExact(of(a, aUnsigned, b, bUnsigned), false);
            } catch (ArithmeticException none) {
                return true;
            }
        }
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public Numbers numbers(ColumnBlock block) {
        return operation.of(left.numbers(block), right.numbers(block), spot);
    }
}
