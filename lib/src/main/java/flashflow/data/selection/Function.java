package flashflow.data.selection;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** Functions that a condition knows. Those of StrictMath, so that the same rows are chosen on every machine. */
enum Function {
    ABS(Math::abs),
    SQRT(Math::sqrt),
    EXP(StrictMath::exp),
    LOG(StrictMath::log),
    LOG10(StrictMath::log10),
    SIN(StrictMath::sin),
    COS(StrictMath::cos),
    TAN(StrictMath::tan),
    COSH(StrictMath::cosh),
    SINH(StrictMath::sinh),
    TANH(StrictMath::tanh),
    FLOOR(Math::floor),
    ROUND(Function::halvesAway),
    ATAN2(StrictMath::atan2),
    POW(StrictMath::pow),
    HYPOT(StrictMath::hypot),
    MIN(Math::min),
    MAX(Math::max);

    private final DoubleUnaryOperator unary;
    private final DoubleBinaryOperator binary;

    Function(DoubleUnaryOperator unary) {
        this.unary = unary;
        this.binary = null;
    }

    Function(DoubleBinaryOperator binary) {
        this.unary = null;
        this.binary = binary;
    }

    /** That of a name; null if there is none. */
    static Function named(String name) {
        return Arrays.stream(values())
                .filter(known -> known.toString().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** All names, those of the tests for NaN too. */
    static String names() {
        return Arrays.stream(values()).map(Function::toString).collect(Collectors.joining(", ")) + ", isnan, isfinite";
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many numbers it takes. */
    int arguments() {
        return unary != null ? 1 : 2;
    }

    /** As C rounds: halves away from zero. */
    private static double halvesAway(double x) {
        double down = Math.floor(Math.abs(x));
        return Math.copySign(Math.abs(x) - down >= 0.5 ? down + 1 : down, x);
    }

    Numbers of(Numbers numbers) {
        if (numbers.isWhole() && (this == FLOOR || this == ROUND)) {
            return numbers;
        }
        if (numbers.isWhole() && this == ABS) {
            return sizes(numbers);
        }
        double[] of = numbers.reals();
        double[] result = new double[of.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = unary.applyAsDouble(of[i]);
        }
        return Numbers.of(result);
    }

    /** As unsigned numbers, which hold 2^63 too. */
    private static Numbers sizes(Numbers numbers) {
        if (numbers.isUnsigned()) {
            return numbers;
        }
        return Numbers.of(Arrays.stream(numbers.wholes()).map(Math::abs).toArray(), true);
    }

    Numbers of(Numbers a, Numbers b) {
        boolean alike = a.isWhole() && b.isWhole() && a.isUnsigned() == b.isUnsigned();
        if (alike && (this == MIN || this == MAX)) {
            return chosen(a, b);
        }
        double[] x = a.reals();
        double[] y = b.reals();
        double[] result = new double[x.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = binary.applyAsDouble(x[i], y[i]);
        }
        return Numbers.of(result);
    }

    private Numbers chosen(Numbers a, Numbers b) {
        long[] result = new long[a.size()];
        for (int i = 0; i < result.length; i++) {
            boolean first = a.compare(i, b) < 0 == (this == MIN);
            result[i] = first ? a.wholes()[i] : b.wholes()[i];
        }
        return Numbers.of(result, a.isUnsigned());
    }
}
