package flashflow.plots;

import java.util.Random;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** Made-up jets and histories for the tests of plots. */
public final class TestSamples {
    private TestSamples() {}

    /** Context: falling pt from 15 GeV, flavours 0, 4 and 5. */
    public static Table context(int rows) {
        var random = new Random(1);
        float[] pt = new float[rows];
        float[] flavour = new float[rows];
        for (int i = 0; i < rows; i++) {
            pt[i] = (float) (15 - 40 * Math.log(1 - random.nextDouble()));
            flavour[i] = new float[] {0, 4, 5}[i % 3];
        }
        return Table.create(
                "context", FloatColumn.create("MGenJet_pt", pt), FloatColumn.create("MGenJet_hadronFlavour", flavour));
    }

    /** Targets: ptRatio is N(1 + shift, 0.1), btagDeepB is N(flavour, 1), nConstituents whole numbers. */
    public static Table targets(Table context, long seed, double shift) {
        var random = new Random(seed);
        int rows = context.rowCount();
        float[] ratio = new float[rows];
        float[] score = new float[rows];
        float[] count = new float[rows];
        for (int i = 0; i < rows; i++) {
            ratio[i] = (float) (1 + shift + 0.1 * random.nextGaussian());
            score[i] = (float) (context.floatColumn("MGenJet_hadronFlavour").get(i) + random.nextGaussian());
            count[i] = (float) Math.rint(20 + 5 * random.nextGaussian());
        }
        return Table.create(
                "targets",
                FloatColumn.create("MJet_ptRatio", ratio),
                FloatColumn.create("MJet_btagDeepB", score),
                FloatColumn.create("MJet_nConstituents", count));
    }

    /** A history with all columns that the loss plot knows. */
    public static Table history(int epochs) {
        double[][] columns = new double[6][epochs];
        for (int i = 0; i < epochs; i++) {
            columns[0][i] = i + 1;
            columns[1][i] = 1e-3 * (epochs - i) / epochs;
            columns[2][i] = -10 - Math.log(1 + i);
            columns[3][i] = -9.9 - Math.log(1 + i);
            columns[4][i] = -9.8 - Math.log(1 + i);
            columns[5][i] = -10.2 - Math.log(1 + i);
        }
        return Table.create(
                "history",
                DoubleColumn.create("epoch", columns[0]),
                DoubleColumn.create("lr", columns[1]),
                DoubleColumn.create("training_nll", columns[2]),
                DoubleColumn.create("validation_nll", columns[3]),
                DoubleColumn.create("validation_nll_avg5", columns[4]),
                DoubleColumn.create("ema_nll", columns[5]));
    }
}
