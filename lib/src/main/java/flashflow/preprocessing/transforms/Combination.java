package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a column differs from a linear combination of columns before it, b + f1 x1 + f2 x2 ..., in units of what float32 rounds there:
 * exactly 0 where it is that combination. The inverse takes the raw values of the others as they are given back, so that the relation
 * holds in what is generated as it does in the data.
 *
 * @param columns names of the columns that it is a combination of, at least one
 * @param factors f, one for each
 * @param offset b
 */
public record Combination(List<String> columns, List<Double> factors, double offset) implements Transform {
    /** Of a term: half a unit in the last place of a float32. */
    private static final double ROUNDING = 0x1p-24;

    /** Far outside, and a float32 still. */
    private static final double FARTHEST = 1e30;

    /** Checks that there is a finite factor for each column. */
    public Combination {
        columns = List.copyOf(columns);
        factors = List.copyOf(factors);
        boolean finite =
                Double.isFinite(offset) && factors.stream().allMatch(factor -> Double.isFinite(factor) && factor != 0);
        if (columns.isEmpty() || columns.size() != factors.size() || !finite) {
            throw new FlashFlowException("A combination needs a finite factor other than 0 for each of its columns "
                    + columns + ", and a finite offset, not " + factors + " and " + offset + ".");
        }
    }

    @Override
    public void forward(double[] x, int n, Rows rows) {
        subtract(x, n, rows);
    }

    /** What {@link #forward} does, which draws nothing. */
    public void subtract(double[] x, int n, RawColumns others) {
        var terms = Terms.of(this, n, others);
        for (int i = 0; i < n; i++) {
            double rest = x[i] - terms.sums[i];
            double rounding = rounding() * terms.sizes[i];
            boolean follows = Math.abs(rest) <= rounding + rounding() * Math.abs(x[i]);
            x[i] = follows ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, rest / rounding));
        }
    }

    /** Two units in the last place for each term and one for the column itself, as float32 arithmetic leaves them. */
    private double rounding() {
        return (4 * columns.size() + 2) * ROUNDING;
    }

    /** @throws FlashFlowException always: the other columns are needed */
    @Override
    public void inverse(double[] y, int n) {
        throw new FlashFlowException("A column that is a combination of " + columns + " is given back by these alone.");
    }

    @Override
    public void inverse(double[] y, int n, RawColumns others) {
        var terms = Terms.of(this, n, others);
        for (int i = 0; i < n; i++) {
            y[i] = y[i] == 0 ? terms.sums[i] : terms.sums[i] + y[i] * rounding() * terms.sizes[i];
        }
    }

    /** Sum of the terms, and of their magnitudes, in each row. */
    private record Terms(double[] sums, double[] sizes) {
        static Terms of(Combination combination, int n, RawColumns others) {
            var sums = new double[n];
            var sizes = new double[n];
            for (int k = 0; k < combination.columns.size(); k++) {
                double factor = combination.factors.get(k);
                double[] values = others.raw(combination.columns.get(k));
                for (int i = 0; i < n; i++) {
                    sums[i] += factor * values[i];
                    sizes[i] += Math.abs(factor * values[i]);
                }
            }
            for (int i = 0; i < n; i++) {
                sums[i] += combination.offset;
                sizes[i] += Math.abs(combination.offset);
            }
            return new Terms(sums, sizes);
        }
    }

    /** Nothing to add: what follows has no density of its own. */
    @Override
    public void addLogDerivatives(double[] x, int n, double[] sums) {}

    @Override
    public TransformKind kind() {
        return TransformKind.COMBINATION;
    }

    /** The combination itself, such as {@code 2 a - b + 1}. */
    public String terms() {
        var sum = IntStream.range(0, columns.size())
                .mapToObj(k -> (Math.abs(factors.get(k)) == 1 ? "" : Numbers.shortest(Math.abs(factors.get(k))) + " ")
                        + columns.get(k))
                .collect(Collectors.toList());
        var text = new StringBuilder(factors.get(0) < 0 ? "-" : "").append(sum.get(0));
        for (int k = 1; k < sum.size(); k++) {
            text.append(factors.get(k) < 0 ? " - " : " + ").append(sum.get(k));
        }
        if (offset != 0) {
            text.append(offset < 0 ? " - " : " + ").append(Numbers.shortest(Math.abs(offset)));
        }
        return text.toString();
    }

    @Override
    public String formula() {
        return "x less " + terms();
    }
}
