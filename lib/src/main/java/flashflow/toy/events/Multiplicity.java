package flashflow.toy.events;

import flashflow.random.RandomStream;
import flashflow.toy.Shapes;

/** Number of jets from pile-up in an event: Poisson, cut off at {@value #MOST} and normalised. */
final class Multiplicity {
    static final int MOST = 7;

    private static final int HT = 1;
    private static final int VERTICES = 3;

    private Multiplicity() {}

    /**
     * Probabilities of 0 to {@value #MOST} jets; more of them with more vertices, and a few more in hard events.
     *
     * @param row begins with the context columns of an event
     */
    static double[] of(float[] row, int from) {
        double ht = row[from + HT];
        double mean = 0.022 * row[from + VERTICES] * (1 + 0.4 * ht / (ht + 300));
        var probabilities = new double[MOST + 1];
        double term = 1;
        double sum = 0;
        for (int n = 0; n <= MOST; n++) {
            probabilities[n] = term;
            sum += term;
            term *= mean / (n + 1);
        }
        for (int n = 0; n <= MOST; n++) {
            probabilities[n] /= sum;
        }
        return probabilities;
    }

    static int draw(RandomStream random, float[] event) {
        return Shapes.pick(random, of(event, 0));
    }
}
