package flashflow.plots.style;

import java.util.List;
import java.util.Locale;

/**
 * Sets of colours that readers with any common colour blindness can tell apart; samples take them in this order. The first is
 * that of the reference.
 */
public enum ColorCycle {
    /** Okabe and Ito, "Color Universal Design", 2008, without their yellow, which is too bright for a line on white. */
    OKABE_ITO("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"),
    /** The ten of Petroff, "Accessible color sequences for data visualization", arXiv:2107.02270. */
    PETROFF_10(
            "#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581",
            "#92dadd");

    private final List<String> colors;

    ColorCycle(String... colors) {
        this.colors = List.of(colors);
    }

    /** As #rrggbb, in the order of their use. */
    public List<String> colors() {
        return colors;
    }

    /** What stands here for a colour of another cycle; colours that belong to none, such as greys, stay. */
    public String instead(String color, ColorCycle other) {
        int at = other.colors.stream().map(ColorCycle::key).toList().indexOf(key(color));
        return at < 0 ? color : colors.get(at % colors.size());
    }

    private static String key(String color) {
        return color.toLowerCase(Locale.ROOT);
    }
}
