package flashflow.data.hdf5;

import flashflow.data.ChosenRows;
import flashflow.data.ColumnChoice;
import flashflow.data.StoredRows;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A file and the columns of it that belong to a dataset.
 *
 * @param file with at least one row
 * @param choice of its columns
 */
record FilePart(Hdf5File file, ColumnChoice choice) {
    private static final MathContext DIGITS = new MathContext(3);

    StoredRows rows() {
        return ChosenRows.of(file.rows(), choice);
    }

    ElementType type() {
        return file.header().type();
    }

    /** The same rows and columns, of whose values something else is made. */
    StoredRows view(ElementType.View view) {
        return ChosenRows.of(file.view(view), choice);
    }

    /** What is wrong with a value that became NaN or infinite: a finite one of the file may only be too large. */
    String wrong(long row, int column, float value) {
        if (!Float.isInfinite(value) || !type().isWide()) {
            return "is " + value;
        }
        float[] logarithms = new float[choice.columns().size()];
        view(ElementType.View.LOGARITHM).read(row, 1, logarithms, 0);
        float logarithm = logarithms[column];
        return Float.isInfinite(logarithm)
                ? "is " + value
                : "is " + (value < 0 ? "-" : "") + power(logarithm) + ", which does not fit float32 (at most 3.4e38)";
    }

    /** The power of ten with three digits, as far as the logarithm goes: 1e300. */
    private static String power(float logarithm) {
        int exponent = (int) Math.floor(logarithm + 1e-3);
        var digits = BigDecimal.valueOf(Math.pow(10, logarithm - exponent)).round(DIGITS).stripTrailingZeros();
        return digits.toPlainString() + "e" + exponent;
    }
}
