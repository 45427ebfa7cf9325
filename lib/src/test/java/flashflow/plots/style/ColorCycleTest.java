package flashflow.plots.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorCycleTest {
    /** Difference in CIE Lab; about 2 is just seen where two fields touch. */
    private static final double APART = 15;

    /** What eyes without one kind of cones see, in linear RGB (Machado, Oliveira, Fernandes 2009, severity 1). */
    private enum Sight {
        USUAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPE(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPE(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPE(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] matrix;

        Sight(double... matrix) {
            this.matrix = matrix;
        }

        double[] lab(String color) {
            double[] linear = linear(color);
            double[] seen = new double[3];
            for (int i = 0; i < 9; i++) {
                seen[i / 3] += matrix[i] * linear[i % 3];
            }
            return ColorCycleTest.lab(
                    Arrays.stream(seen).map(v -> Math.max(0, Math.min(v, 1))).toArray());
        }
    }

    private static double[] linear(String color) {
        return java.util.stream.IntStream.of(1, 3, 5)
                .mapToDouble(i -> Integer.parseInt(color.substring(i, i + 2), 16) / 255.0)
                .map(v -> v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4))
                .toArray();
    }

    private static double[] lab(double[] rgb) {
        double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = root(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }

    @ParameterizedTest
    @EnumSource(ColorCycle.class)
    void noTwoColoursLookAlikeToAnyEye(ColorCycle cycle) {
        for (Sight sight : Sight.values()) {
            for (String a : cycle.colors()) {
                for (String b : cycle.colors()) {
                    double[] first = sight.lab(a);
                    double[] second = sight.lab(b);
                    double apart = Math.sqrt(Math.pow(first[0] - second[0], 2)
                            + Math.pow(first[1] - second[1], 2)
                            + Math.pow(first[2] - second[2], 2));
                    assertTrue(a.equals(b) || apart > APART, sight + ": " + a + " and " + b + ": " + apart);
                }
            }
        }
    }

    @Test
    void whatIsNoSampleKeepsItsColour() {
        assertEquals("#3f90da", ColorCycle.PETROFF_10.instead("#0072b2", ColorCycle.OKABE_ITO));
        assertEquals("#6e7781", ColorCycle.PETROFF_10.instead("#6e7781", ColorCycle.OKABE_ITO));
        assertEquals("#0072B2", ColorCycle.OKABE_ITO.instead("#0072B2", ColorCycle.OKABE_ITO));
    }
}
