package flashflow.validation.calibration;

import flashflow.random.Purpose;
import java.util.function.DoubleUnaryOperator;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Two targets with a standard normal prior, each observed with an error of 1: the exact posterior is normal around half of what was
 * observed, with variance 1/2. What is drawn may be another one.
 */
final class GaussianRows {
    static final int DRAWS = 50;

    final Table truth = Table.create("truth");
    final Table draws = Table.create("draws");

    /** As the posterior is told to be. */
    record Told(DoubleUnaryOperator scale, double shift, double correlation) {
        static Told exact() {
            return new Told(y -> 1, 0, 0);
        }

        static Told scaled(double factor) {
            return new Told(y -> factor, 0, 0);
        }
    }

    GaussianRows(int rows, long seed, Told told) {
        var random = Purpose.TOY.stream(seed);
        double[][] real = new double[5][rows];
        double[][] drawn = new double[2][rows * DRAWS];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < 2; c++) {
                real[c][i] = random.gaussian();
                real[2 + c][i] = real[c][i] + random.gaussian();
            }
            real[4][i] = 1 + random.below(3);
            for (int k = i * DRAWS; k < (i + 1) * DRAWS; k++) {
                double first = random.gaussian();
                double second = told.correlation() * first
                        + Math.sqrt(1 - told.correlation() * told.correlation()) * random.gaussian();
                double scale = told.scale().applyAsDouble(real[2][i]) * Math.sqrt(0.5);
                drawn[0][k] = real[2][i] / 2 + told.shift() + scale * first;
                drawn[1][k] = real[3][i] / 2 + scale * second;
            }
        }
        String[] names = {"x_0", "x_1", "y_0", "y_1", "weight"};
        for (int c = 0; c < names.length; c++) {
            truth.addColumns(DoubleColumn.create(names[c], real[c]));
        }
        draws.addColumns(DoubleColumn.create("x_0", drawn[0]), DoubleColumn.create("x_1", drawn[1]));
    }
}
