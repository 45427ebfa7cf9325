package flashflow.categorical;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.random.Purpose;
import java.util.List;

/** Objects whose probability of being found is known: logistic in the logarithm of pt, with a gap in eta. */
final class Efficiency {
    static final ColumnLayout LAYOUT = new ColumnLayout(List.of("pt", "eta"), List.of("found"));

    private Efficiency() {}

    static double p(double pt, double eta) {
        return 1 / (1 + Math.exp(-(2.5 * Math.log(pt / 25) + 1 - 0.4 * eta * eta)));
    }

    static InMemoryDataset rows(long seed, int count) {
        return InMemoryDataset.of(LAYOUT, values(seed, count));
    }

    static float[] values(long seed, int count) {
        var random = Purpose.TOY.stream(seed);
        float[] rows = new float[3 * count];
        for (int i = 0; i < count; i++) {
            float pt = (float) (15 + 20 * random.exponential());
            float eta = (float) random.uniform(-2.5, 2.5);
            rows[3 * i] = pt;
            rows[3 * i + 1] = eta;
            rows[3 * i + 2] = random.uniform() < p(pt, eta) ? 1 : 0;
        }
        return rows;
    }

    /** -log p of the classes that occurred, under the truth: what no model beats but by chance. */
    static double optimum(float[] rows) {
        double sum = 0;
        for (int i = 0; i < rows.length; i += 3) {
            double p = p(rows[i], rows[i + 1]);
            sum -= Math.log(rows[i + 2] == 1 ? p : 1 - p);
        }
        return 3 * sum / rows.length;
    }
}
