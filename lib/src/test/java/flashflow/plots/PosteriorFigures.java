package flashflow.plots;

import flashflow.posterior.PosteriorDraws;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import flashflow.validation.calibration.Calibration;
import flashflow.validation.calibration.CalibrationOptions;
import flashflow.validation.calibration.CalibrationReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Figures of posteriors, made up: crescents, a bound, whole numbers; and the ranks of some that are wrong. */
final class PosteriorFigures {
    private static final int ROWS = 6000;
    private static final int DRAWS = 30;

    private PosteriorFigures() {}

    static Map<String, Figure> made() {
        var draws = posterior(1, 1);
        var samples = new LinkedHashMap<String, Table>();
        samples.put("5,000 rows", posterior(2, 1.6));
        samples.put("50,000 rows", draws);
        var truth = Map.of("x", 0.9, "y", 0.1, "energy", 3.0);
        var report = report();
        var made = new LinkedHashMap<String, Figure>();
        made.put("posterior", Plots.corner(PosteriorDraws.of(draws), truth));
        made.put("posteriors", Plots.corner(List.of("x", "y", "energy"), samples, truth));
        made.put("posterior-one", Plots.corner(List.of("energy"), Map.of("posterior", draws), Map.of("energy", 9)));
        made.put("ranks", Plots.ranks(report));
        made.put("ranks-bins", Plots.ranks(report, "narrow"));
        made.put("coverage", Plots.coverage(report));
        made.put("coverage-target", Plots.coverage(report, "narrow"));
        return made;
    }

    private static Table posterior(long seed, double width) {
        var random = Purpose.TOY.stream(seed);
        double[][] columns = new double[4][ROWS];
        for (int i = 0; i < ROWS; i++) {
            double angle = Math.PI * (random.uniform() - 0.5);
            double radius = 1 + 0.08 * width * random.gaussian();
            columns[0][i] = radius * Math.cos(angle);
            columns[1][i] = radius * Math.sin(angle);
            columns[2][i] = width * random.exponential();
            columns[3][i] = random.below(4) + random.below(3);
        }
        return Table.create(
                DoubleColumn.create("x", columns[0]),
                DoubleColumn.create("y", columns[1]),
                DoubleColumn.create("energy", columns[2]),
                DoubleColumn.create("hits", columns[3]));
    }

    /** Of normal posteriors: exact, too narrow at small pt, too wide, shifted. */
    static CalibrationReport report() {
        var random = Purpose.TOY.stream(4);
        int rows = 2000;
        double[] pt = IntStream.range(0, rows)
                .mapToDouble(i -> 10 + 90 * random.uniform())
                .toArray();
        var truth = Table.create(DoubleColumn.create("pt", pt));
        var draws = Table.create();
        add(truth, draws, "exact", pt, random, p -> 1, 0);
        add(truth, draws, "narrow", pt, random, p -> p < 40 ? 0.6 : 1, 0);
        add(truth, draws, "wide", pt, random, p -> 1.4, 0);
        add(truth, draws, "shifted", pt, random, p -> 1, 0.3);
        var options = CalibrationOptions.defaults().withEdges("pt", 10, 40, 70, 100);
        return Calibration.compare(List.of("exact", "narrow", "wide", "shifted"), truth, draws, options);
    }

    private static void add(
            Table truth,
            Table draws,
            String name,
            double[] pt,
            RandomStream random,
            ToDoubleFunction<Double> scale,
            double shift) {
        double[] real = IntStream.range(0, pt.length)
                .mapToDouble(i -> random.gaussian())
                .toArray();
        double[] drawn = IntStream.range(0, pt.length * DRAWS)
                .mapToDouble(i -> shift + scale.applyAsDouble(pt[i / DRAWS]) * random.gaussian())
                .toArray();
        truth.addColumns(DoubleColumn.create(name, real));
        draws.addColumns(DoubleColumn.create(name, drawn));
    }
}
