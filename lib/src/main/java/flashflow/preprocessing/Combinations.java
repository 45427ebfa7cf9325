package flashflow.preprocessing;

import flashflow.data.RowSource;
import flashflow.data.regression.LinearCombinations;
import flashflow.preprocessing.transforms.Combination;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Standardise;
import flashflow.preprocessing.transforms.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Targets that are, to the rounding of float32, linear combinations of columns before them. Such a target has no density of its own, and a flow that
 * learns it keeps the relation badly: in place of its own chain it gets a {@link Combination} and noise, so that the flow learns
 * noise, and the inverse gives the relation back.
 */
final class Combinations {
    /** Deviations of the target for one of a column; fewer are tried next, before it is no combination. */
    private static final double[] NEGLIGIBLE = {1e-3, 1e-6};

    private static final int SOLVED_ROWS = 2048;
    private static final int DIGITS = 7;
    private static final String COMMENT = "given back by the columns that it follows from";

    private final List<ColumnChain> chains;
    private final double[][] raw;
    private final double[] means;
    private final LinearCombinations found;

    private Combinations(List<ColumnChain> chains, double[][] raw) {
        this.chains = chains;
        this.raw = raw;
        this.means = Arrays.stream(raw)
                .mapToDouble(column -> Arrays.stream(column).average().orElseThrow())
                .toArray();
        this.found = LinearCombinations.of(raw);
    }

    /**
     * The chains, with those of targets replaced that follow from others in a sample of the rows.
     *
     * @param source its columns are those of the chains
     * @param chains as they were wanted
     * @param others for targets that do not follow
     */
    static List<ColumnChain> among(RowSource source, List<ColumnChain> chains, List<ColumnChain> others, long seed) {
        var plain = chains.stream().map(Combinations::asItIs).toList();
        double[][] raw = new ChainScan(plain, seed).sample(source);
        if (TargetRemarks.areTooFew(raw)) {
            return others;
        }
        var combinations = new Combinations(chains, raw);
        int context = source.layout().context().size();
        return IntStream.range(0, chains.size())
                .mapToObj(c -> c < context
                        ? others.get(c)
                        : combinations
                                .of(c)
                                .map(found -> following(chains.get(c), found))
                                .orElse(others.get(c)))
                .toList();
    }

    private static ColumnChain asItIs(ColumnChain chain) {
        var identity = ColumnChain.identity(chain.name());
        return chain.exact() ? identity.inFloat64() : identity;
    }

    /** The chains of before where a row did not follow. */
    static List<ColumnChain> kept(List<ColumnChain> before, List<ColumnChain> tried, List<ColumnRun.Tally> seen) {
        return IntStream.range(0, tried.size())
                .mapToObj(c -> seen.get(c).notAllowed() > 0 && !tried.get(c).equals(before.get(c))
                        ? before.get(c)
                        : tried.get(c))
                .toList();
    }

    private Optional<Combination> of(int column) {
        if (chains.get(column).exact() || chains.get(column).combination().isPresent()) {
            return Optional.empty();
        }
        return found.of(column).flatMap(factors -> Arrays.stream(NEGLIGIBLE)
                .mapToObj(least -> IntStream.range(0, factors.length)
                        .filter(k -> Math.abs(factors[k]) > least)
                        .toArray())
                .filter(sources ->
                        IntStream.of(sources).noneMatch(k -> chains.get(k).exact()))
                .flatMap(sources -> solved(column, sources).stream())
                .findFirst());
    }

    /** Factors of as few digits as suffice. */
    private Optional<Combination> solved(int column, int[] sources) {
        if (sources.length == 0) {
            return Optional.empty();
        }
        double[] factors;
        try {
            factors = leastSquares(column, sources);
        } catch (SingularMatrixException e) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(1, DIGITS + 1)
                .mapToObj(digits -> combination(column, sources, factors, digits))
                .flatMap(Optional::stream)
                .filter(combination -> holds(combination, column))
                .findFirst();
    }

    private double[] leastSquares(int column, int[] sources) {
        int rows = Math.min(SOLVED_ROWS, raw[column].length);
        double[][] x = new double[rows][sources.length];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            int row = (int) ((long) i * raw[column].length / rows);
            y[i] = raw[column][row] - means[column];
            for (int k = 0; k < sources.length; k++) {
                x[i][k] = raw[sources[k]][row] - means[sources[k]];
            }
        }
        return new QRDecomposition(new Array2DRowRealMatrix(x, false))
                .getSolver()
                .solve(new ArrayRealVector(y, false))
                .toArray();
    }

    /** @param digits of factors and offset; beyond {@link #DIGITS} all of them */
    private Optional<Combination> combination(int column, int[] sources, double[] factors, int digits) {
        double[] rounded =
                Arrays.stream(factors).map(factor -> rounded(factor, digits)).toArray();
        double offset = means[column];
        double size = Math.abs(offset);
        for (int k = 0; k < sources.length; k++) {
            offset -= rounded[k] * means[sources[k]];
            size += Math.abs(rounded[k] * means[sources[k]]);
        }
        boolean finite = Arrays.stream(rounded).allMatch(factor -> factor != 0 && Double.isFinite(factor));
        double plain = Math.abs(offset) < 1e-7 * size ? 0 : rounded(offset, digits);
        return finite
                ? Optional.of(new Combination(
                        IntStream.of(sources)
                                .mapToObj(k -> chains.get(k).name())
                                .toList(),
                        Arrays.stream(rounded).boxed().toList(),
                        plain))
                : Optional.empty();
    }

    private static double rounded(double x, int digits) {
        return digits > DIGITS ? x : Double.parseDouble(String.format(Locale.ROOT, "%." + (digits - 1) + "e", x));
    }

    private boolean holds(Combination combination, int column) {
        double[] rest = raw[column].clone();
        combination.subtract(rest, rest.length, this::raw);
        return Arrays.stream(rest).allMatch(value -> value == 0);
    }

    private double[] raw(String column) {
        return raw[
                IntStream.range(0, chains.size())
                        .filter(c -> chains.get(c).name().equals(column))
                        .findFirst()
                        .orElseThrow()];
    }

    /** Nothing but noise, and the combination that is given back in place of it. */
    private static ColumnChain following(ColumnChain chain, Combination combination) {
        var transforms = new ArrayList<Transform>();
        transforms.add(combination);
        transforms.add(Dequantise.gaussian(1, 0));
        if (chain.transforms().stream().anyMatch(Standardise.class::isInstance)) {
            transforms.add(Standardise.unfitted());
        }
        return chain.withTransforms(transforms).withComment(COMMENT);
    }
}
