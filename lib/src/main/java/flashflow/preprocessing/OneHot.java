package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.preprocessing.transforms.Numbers;
import java.util.HashSet;
import java.util.List;

/**
 * Writes a context column of few values, such as a flavour, as one column for each value: 1 where it has that value, else
 * 0. The end of a chain; the inverse is the value of the largest column.
 *
 * @param values at least two different values
 */
record OneHot(List<Double> values) implements Expansion {
    /** Checks the values. */
    public OneHot {
        values = List.copyOf(values);
        if (values.size() < 2 || new HashSet<>(values).size() != values.size()) {
            throw new FlashFlowException("One-hot columns need at least two different values, not " + values + ".");
        }
    }

    @Override
    public int width() {
        return values.size();
    }

    @Override
    public boolean takes(double x) {
        return values.contains(x + 0.0);
    }

    @Override
    public void write(double[] x, int n, float[] into, int offset, int stride) {
        for (int i = 0; i < n; i++) {
            int found = values.indexOf(x[i] + 0.0);
            for (int k = 0; k < values.size(); k++) {
                into[offset + i * stride + k] = found < 0 ? Float.NaN : (k == found ? 1 : 0);
            }
        }
    }

    @Override
    public void read(float[] from, int offset, int stride, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            int best = 0;
            for (int k = 1; k < values.size(); k++) {
                best = from[offset + i * stride + k] > from[offset + i * stride + best] ? k : best;
            }
            x[i] = values.get(best);
        }
    }

    @Override
    public List<String> names(String column) {
        return values.stream().map(v -> column + "=" + Numbers.shortest(v)).toList();
    }

    @Override
    public String formula() {
        return "one-hot " + Numbers.join(values);
    }
}
