package flashflow.bench;

import flashflow.data.RowSource;
import flashflow.data.selection.Split;
import flashflow.flow.Adam;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Affine;
import flashflow.preprocessing.Logit;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.schedule.CosineAnnealing;

/**
 * What {@link SbibmBench} trains with: settings that know of the rows and the columns, and of nothing else.
 *
 * @param members flows whose mean density is the answer, each with another tenth of the rows held out
 * @param steps of a flow
 * @param hidden width of its conditioners
 * @param dropout of the hidden values
 * @param batchSize rows of a batch
 * @param updates of a training
 */
record SbibmRecipe(int members, int steps, int hidden, double dropout, int batchSize, int updates) {
    private static final double HELD_OUT = 0.1;
    private static final double RATE = 1e-3;
    private static final double CLIP = 5;
    private static final double AVERAGING = 0.99;

    static SbibmRecipe of(long rows) {
        if (rows < 5_000) {
            return new SbibmRecipe(5, 5, 100, 0.2, 50, 2_000);
        }
        return rows < 50_000 ? new SbibmRecipe(5, 6, 100, 0.1, 100, 7_000) : new SbibmRecipe(2, 6, 128, 0, 256, 10_000);
    }

    /** Standardised columns, targets within an interval by its logit. */
    static Preprocessing preprocessing(RowSource data, SbibmTask task) {
        var preprocessing = Preprocessing.none(data.layout());
        for (int t = 0; t < data.layout().targets().size(); t++) {
            if (task.isBounded(t)) {
                String column = data.layout().targets().get(t);
                double scale = 1 / (task.high(t) - task.low(t));
                preprocessing = preprocessing
                        .with(column, new Affine(scale, -task.low(t) * scale), new Logit(0))
                        .within(column, task.low(t), task.high(t));
            }
        }
        return preprocessing.standardised();
    }

    /** A new model for such data. */
    FlowModel model(Preprocessing preprocessing, int member) {
        var layout = preprocessing.outputLayout();
        return FlowModel.of(
                FlowConfig.of(layout.targets().size(), layout.context().size(), steps, hidden, 2, 8)
                        .tailBound(4)
                        .dropout(dropout)
                        .seed(member),
                preprocessing);
    }

    /** Trains a member, and leaves it at its best. */
    void train(FlowModel model, RowSource data, int member) {
        var parts = Split.of(data, member).parts(1 - HELD_OUT, HELD_OUT);
        long epoch = parts.train().rowCount() / batchSize;
        Training.of(model)
                .epochs((int) Math.max(1, updates / epoch))
                .batchSize(batchSize)
                .seed(member + 1)
                .schedule(CosineAnnealing.from(RATE).everyUpdate())
                .adam(Adam.Settings.standard().clip(CLIP))
                .validateOn(parts.validation())
                .averageWeights(AVERAGING)
                .keepBest()
                .listeners(new TrainingListener() {})
                .fit(parts.train());
    }
}
