package flashflow.data;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/**
 * What one column loses when its values become float32.
 *
 * @param whole whether all its numbers are whole
 * @param rounded numbers that float32 does not hold
 * @param infinite those of them that become infinite
 * @param looked numbers that were looked at
 * @param rows all numbers
 * @param before distinct numbers, those of each source by themselves
 * @param after how many of them float32 leaves
 * @param inFloat64 how many of them float64 leaves
 * @param example of a number and what becomes of it
 */
record Float32Loss(
        boolean whole,
        long rounded,
        long infinite,
        long looked,
        long rows,
        long before,
        long after,
        long inFloat64,
        String example) {
    /** Of the distinct numbers with fractions; fewer fall together in any float32 column. */
    private static final double TOLD_FROM = 0.01;

    /** Of many numbers more fall together by chance: they share the 2^23 floats of a power of two. */
    private static final double BY_CHANCE = 0x1p-22;

    private static final double LONGEST_PLAIN = 1e19;

    /** @param rows of the source that the values are some of */
    static Float32Loss of(ExactColumn values, long rows) {
        boolean whole = true;
        int rounded = 0;
        int infinite = 0;
        String example = "";
        for (int i = 0; i < values.size(); i++) {
            boolean held = values.fitsFloat32(i);
            whole &= isWhole(values, i);
            if (!held && rounded++ == 0) {
                example = text(values, i) + " to " + text(values.floatAt(i));
            }
            infinite += !held && Float.isInfinite(values.floatAt(i)) ? 1 : 0;
        }
        if (rounded == 0) {
            return new Float32Loss(whole, 0, 0, values.size(), rows, 0, 0, 0, "");
        }
        long before = distinct(values.size(), i -> exactBits(values, i));
        long after = distinct(values.size(), i -> Float.floatToIntBits(values.floatAt(i)));
        long inFloat64 = distinct(values.size(), i -> Double.doubleToLongBits(values.doubleAt(i)));
        return new Float32Loss(whole, rounded, infinite, values.size(), rows, before, after, inFloat64, example);
    }

    /** Real numbers beyond the whole ones of 64 bits are no ids. */
    private static boolean isWhole(ExactColumn values, int row) {
        double value = values.doubleAt(row);
        return values.type().isInteger()
                || Double.isNaN(value)
                || value == Math.rint(value) && Math.abs(value) < LONGEST_PLAIN;
    }

    private static long exactBits(ExactColumn values, int row) {
        return values.type().isInteger() ? values.longAt(row) : Double.doubleToLongBits(values.doubleAt(row));
    }

    private static String text(ExactColumn values, int row) {
        return values.type().isInteger() ? values.textAt(row) : text(values.doubleAt(row));
    }

    private static String text(double value) {
        boolean plain = Math.abs(value) < LONGEST_PLAIN && value == Math.rint(value);
        return plain ? new BigDecimal(value).toPlainString() : Double.toString(value);
    }

    private static long distinct(int size, IntToLongFunction bits) {
        long[] sorted = new long[size];
        Arrays.setAll(sorted, bits);
        Arrays.parallelSort(sorted);
        long count = size == 0 ? 0 : 1;
        for (int i = 1; i < size; i++) {
            count += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return count;
    }

    Float32Loss plus(Float32Loss other) {
        return new Float32Loss(
                whole && other.whole,
                rounded + other.rounded,
                infinite + other.infinite,
                looked + other.looked,
                rows + other.rows,
                before + other.before,
                after + other.after,
                inFloat64 + other.inFloat64,
                example.isEmpty() ? other.example : example);
    }

    boolean isTold() {
        double byChance = Math.max(TOLD_FROM, BY_CHANCE * looked) * before;
        return infinite > 0 || (whole ? rounded > 0 : before - after > byChance);
    }

    /** Without its end. */
    String sentence(String column) {
        String numbers = whole ? "whole numbers" : "numbers";
        return String.format(
                Locale.ROOT,
                "Column '%s': %,d of %s were rounded to float32 (%s), by which %,d of %,d distinct values fall together%s",
                column,
                rounded,
                String.format(Locale.ROOT, looked == rows ? "%,d %s" : "the %,d %s looked at", looked, numbers),
                example,
                before - after,
                before,
                infinite == 0
                        ? ""
                        : String.format(Locale.ROOT, ", and %,d do not fit at all (at most 3.4e38)", infinite));
    }

    String cureOfReading(String column) {
        String carry = "leave it out of the layout and carry it exactly with carry(\"" + column + "\")";
        String fit =
                "a preprocessing that is fitted on these data keeps them apart, since it shifts and scales in float64"
                        + " before it rounds";
        if (inFloat64 < before) {
            return "float64 does not tell them apart either: " + carry;
        }
        return whole && after < before ? "an identifier does not belong into a flow: " + carry + "; else " + fit : fit;
    }

    String cureOfWriting(String column) {
        return "subtract an offset from '" + column + "', or keep it as an exact column beside the rows";
    }
}
