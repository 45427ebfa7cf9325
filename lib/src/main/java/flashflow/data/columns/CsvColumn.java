package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the type of a column in a first pass over its values, and takes them up in a second one. */
final class CsvColumn {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|(?i:inf|infinity))");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
    /** Whole numbers of so many characters are exact in float64, and need no look at their size. */
    private static final int SHORT = 15;

    private static final BigInteger EXACT = BigInteger.TWO.pow(53);

    private final String name;
    private boolean whole = true;
    private boolean number = true;
    private boolean truth = true;
    private boolean commas = true;
    private BigInteger least = BigInteger.ZERO;
    private BigInteger most = BigInteger.ZERO;
    private boolean negative;
    private long missing;
    private long rows;
    private String example = "";

    private Object values;
    private int at;

    CsvColumn(String name) {
        this.name = name;
    }

    private static boolean isMissing(String value) {
        return value.length() <= 4 && MISSING.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isTruth(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    /** First pass. */
    void look(String value) {
        rows++;
        if (isMissing(value)) {
            missing++;
            return;
        }
        String bare = value.strip();
        truth = truth && isTruth(bare);
        whole = whole && WHOLE.matcher(bare).matches();
        number = number && (whole || NUMBER.matcher(bare).matches());
        commas = commas
                && (DECIMAL_COMMA.matcher(bare).matches()
                        || NUMBER.matcher(bare).matches());
        negative = negative || bare.startsWith("-");
        if (whole && bare.length() > SHORT) {
            extend(bare);
        }
        if (!number && example.isEmpty()) {
            example = value;
        }
    }

    private void extend(String value) {
        var exact = new BigInteger(value.startsWith("+") ? value.substring(1) : value);
        least = least.min(exact);
        most = most.max(exact);
    }

    private ColumnType type() {
        if (rows == missing) {
            return ColumnType.FLOAT64;
        }
        if (truth) {
            return missing == 0 ? ColumnType.BOOLEAN : ColumnType.FLOAT64;
        }
        if (!whole) {
            return number ? ColumnType.FLOAT64 : ColumnType.TEXT;
        }
        if (missing > 0) {
            return most.max(least.negate()).compareTo(EXACT) <= 0 ? ColumnType.FLOAT64 : ColumnType.TEXT;
        }
        if (least.bitLength() < Long.SIZE && most.bitLength() < Long.SIZE) {
            return ColumnType.INT64;
        }
        return !negative && most.bitLength() <= Long.SIZE
                ? new ColumnType(ColumnType.Kind.UNSIGNED, 64)
                : ColumnType.TEXT;
    }

    /** What there is to say after the first pass. */
    List<String> warnings(String place) {
        var told = new ArrayList<String>();
        boolean text = type().kind() == ColumnType.Kind.TEXT;
        if (missing > 0 && !text) {
            told.add(String.format(
                    Locale.ROOT,
                    "%s, column '%s': %,d of %,d values are missing, and are NaN.",
                    place,
                    name,
                    missing,
                    rows));
        } else if (text && whole) {
            told.add(place + ", column '" + name + "': its whole numbers are longer than 64 bits, or some are missing"
                    + " and float64 would round the others, so that they are kept as text.");
        } else if (text && commas) {
            told.add(place + ", column '" + name + "': its numbers have decimal commas, such as '" + example
                    + "', and are kept as text; write them with points.");
        }
        return told;
    }

    /** Before the second pass. */
    void begin() {
        int size = Math.toIntExact(rows);
        values = switch (type().kind()) {
            case TEXT -> new String[size];
            case FLOAT -> new double[size];
            default -> new long[size];
        };
    }

    /** Second pass. */
    void take(String value) {
        if (values instanceof String[] texts) {
            texts[at++] = value;
        } else if (values instanceof double[] reals) {
            reals[at++] = real(value.strip());
        } else {
            ((long[]) values)[at++] = whole(value.strip());
        }
    }

    private double real(String value) {
        if (isMissing(value)) {
            return Double.NaN;
        }
        if (truth) {
            return value.equalsIgnoreCase("true") ? 1 : 0;
        }
        String word = value.toLowerCase(Locale.ROOT);
        if (word.contains("inf")) {
            return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(value);
    }

    private long whole(String value) {
        if (truth) {
            return value.equalsIgnoreCase("true") ? 1 : 0;
        }
        return type().kind() == ColumnType.Kind.UNSIGNED ? Long.parseUnsignedLong(value) : Long.parseLong(value);
    }

    ExactColumn column() {
        var column = new CarriedColumn(name, type());
        if (values instanceof String[] texts) {
            return ExactColumn.of(column, texts);
        }
        return values instanceof double[] reals
                ? ExactColumn.of(column, reals)
                : ExactColumn.of(column, (long[]) values);
    }
}
