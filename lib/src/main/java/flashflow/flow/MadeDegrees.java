package flashflow.flow;

import java.util.stream.IntStream;

/**
 * Degrees of the units of an autoregressive net (Germain et al. 2015, MADE, eqs. 12-13, in order): inputs 1 to D, hidden units
 * 1 to D - 1 again and again, the outputs of feature i degree i. A hidden unit may see units up to its own degree, an output those
 * below it.
 */
public final class MadeDegrees {
    private MadeDegrees() {}

    /** Degrees of the D inputs. */
    public static int[] inputs(int features) {
        return IntStream.rangeClosed(1, features).toArray();
    }

    /** Degrees of the units of a hidden layer; 0 for all of a single feature, which nothing may feed. */
    public static int[] hidden(int features, int units) {
        int most = Math.max(1, features - 1);
        int least = Math.min(1, features - 1);
        return IntStream.range(0, units).map(unit -> unit % most + least).toArray();
    }

    /** Degrees of the outputs, feature after feature. */
    public static int[] outputs(int features, int each) {
        return IntStream.range(0, features * each)
                .map(output -> output / each + 1)
                .toArray();
    }

    /** Whether a hidden unit may have a weight for a unit before it. */
    public static boolean allowsHidden(int from, int to) {
        return to >= from;
    }

    /** Whether an output may have a weight for a hidden unit. */
    public static boolean allowsOutput(int from, int to) {
        return to > from;
    }
}
