package flashflow.plots.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the ticks of an axis lie and what they say: steps of 1, 2 or 5 times a power of ten, or decades. */
public final class Ticks {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    /** The ticks between more decades would run together. */
    private static final int MOST_DECADES = 40;
    /** Longer numbers before a power of ten are harder to read than the number itself. */
    private static final int MOST_DECIMALS = 3;

    /** A tick; a minor one has an empty label. */
    public record Tick(double value, String label) {}

    private Ticks() {}

    /** About {@code wanted} labelled ticks inside the range of the axis. */
    public static List<Tick> of(Axis axis, int wanted) {
        boolean decades = axis.log() && axis.high() / axis.low() >= 8;
        return decades ? decades(axis.low(), axis.high(), wanted) : steps(axis, wanted);
    }

    private static List<Tick> steps(Axis axis, int wanted) {
        // A little tighter than wanted rather than half empty.
        double step = niceStep(0.7 * (axis.high() - axis.low()) / Math.max(1, wanted));
        step = axis.integer() ? Math.max(1, Math.rint(step)) : step;
        var ticks = multiples(axis, step);
        // One number alone gives no scale.
        return ticks.size() < 2 && !axis.integer() ? multiples(axis, niceStep(step / 2.5)) : ticks;
    }

    private static List<Tick> multiples(Axis axis, double step) {
        var ticks = new ArrayList<Tick>();
        double slack = 1e-9 * (axis.high() - axis.low());
        for (long k = (long) Math.ceil((axis.low() - slack) / step); k * step <= axis.high() + slack; k++) {
            ticks.add(new Tick(k * step, label(k * step, step)));
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5 times a power of ten that is at least {@code rough}. */
    static double niceStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        return power * (lead <= 1.0001 ? 1 : lead <= 2.0001 ? 2 : lead <= 5.0001 ? 5 : 10);
    }

    private static List<Tick> decades(double low, double high, int wanted) {
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        int every = Math.max(1, (int) Math.ceil((last - first) / (double) Math.max(2, wanted)));
        var ticks = new ArrayList<Tick>();
        int leads = last - first > MOST_DECADES ? 1 : 9;
        for (int exponent = first; exponent <= last; exponent++) {
            for (int lead = 1; lead <= leads; lead++) {
                double value = lead * Math.pow(10, exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(value, decadeLabel(lead, exponent, every, high / low)));
                }
            }
        }
        return ticks;
    }

    /** Decades, and within fewer than two of them also 2 and 5. */
    private static String decadeLabel(int lead, int exponent, int every, double span) {
        boolean inBetween = span < 100 && (lead == 2 || lead == 5);
        if (inBetween && exponent >= -2 && exponent <= 3) {
            return label(lead * Math.pow(10, exponent), Math.pow(10, exponent));
        }
        return lead == 1 && Math.floorMod(exponent, every) == 0 ? power(exponent) : "";
    }

    private static String power(int exponent) {
        return switch (exponent) {
            case 0 -> "1";
            case 1 -> "10";
            case 2 -> "100";
            default -> "10" + superscript(exponent);
        };
    }

    private static String label(double value, double step) {
        double size = Math.max(Math.abs(value), step);
        boolean far = size >= 1e5 || step < 1e-4;
        boolean close = size >= 1e-4 && size < 1e15 && exponent(size) - exponent(step) > MOST_DECIMALS;
        if (far && !close) {
            return scientific(value, step);
        }
        int decimals = Math.max(0, -exponent(step));
        return minus(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    private static int exponent(double value) {
        return (int) Math.floor(Math.log10(value) + 1e-9);
    }

    /** With as many decimals as tell it from its neighbours. */
    private static String scientific(double value, double step) {
        if (Math.abs(value) < step / 2) {
            return "0";
        }
        int decimals = Math.max(0, Math.min(exponent(Math.abs(value)) - exponent(step), 16));
        String[] parts =
                String.format(Locale.ROOT, "%." + decimals + "e", value).split("e");
        String lead = decimals == 0 ? parts[0] : parts[0].replaceFirst("\\.?0+$", "");
        return minus(lead) + "×10" + superscript(Integer.parseInt(parts[1]));
    }

    private static String minus(String number) {
        return number.replaceFirst("^-0(\\.0*)?$", "0").replace('-', '−');
    }

    private static String superscript(int exponent) {
        var text = new StringBuilder(exponent < 0 ? "⁻" : "");
        Integer.toString(Math.abs(exponent)).chars().forEach(c -> text.append(SUPERSCRIPTS.charAt(c - '0')));
        return text.toString();
    }
}
