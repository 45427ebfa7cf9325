package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Palette;
import flashflow.plots.reduction.Weighted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Kinds of jets by their hadron or parton flavour, in the numbers of CMS NanoAOD: 5 and 4 are b and c (of either sign),
 * everything else is light.
 */
enum Flavour {
    B("b", Palette.VERMILION, value -> Math.abs(value) == 5),
    C("c", Palette.GREEN, value -> Math.abs(value) == 4),
    LIGHT("light", Palette.BLUE, value -> Math.abs(value) != 5 && Math.abs(value) != 4);

    private final String label;
    private final String color;
    private final DoublePredicate has;

    Flavour(String label, String color, DoublePredicate has) {
        this.label = label;
        this.color = color;
        this.has = has;
    }

    String label() {
        return label;
    }

    String color() {
        return color;
    }

    /** The finite values of a target in the rows of this flavour. */
    double[] select(double[] flavours, double[] target) {
        return IntStream.range(0, target.length)
                .filter(i -> has.test(flavours[i]) && Double.isFinite(target[i]))
                .mapToDouble(i -> target[i])
                .toArray();
    }

    /** The finite values of a target, with the weights, in the rows of this flavour. */
    Weighted select(double[] flavours, Weighted target) {
        return target.where(i -> has.test(flavours[i]) && Double.isFinite(target.values()[i]));
    }

    /**
     * The flavours that occur.
     *
     * @throws FlashFlowException if values are not whole numbers
     */
    static List<Flavour> present(String column, double[] flavours) {
        Arrays.stream(flavours).filter(v -> v != Math.rint(v)).findFirst().ifPresent(value -> {
            throw new FlashFlowException("The column '" + column + "' holds " + value
                    + ", which is no flavour; name a column of whole numbers such as MGenJet_hadronFlavour.");
        });
        var present = new ArrayList<Flavour>();
        for (Flavour flavour : values()) {
            if (Arrays.stream(flavours).anyMatch(flavour.has)) {
                present.add(flavour);
            }
        }
        return present;
    }
}
