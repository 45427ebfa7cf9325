package flashflow.training;

import flashflow.data.ChosenColumns;
import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.flow.SplineFlow;

/** The mean NLL over all rows of a source, in inference form. */
final class Evaluation implements AutoCloseable {
    private static final int CHUNK = 2048;

    private final BatchLoader loader;
    private final HostTensors tensors;
    private final RowWeights weights;

    private Evaluation(SplineFlow flow, BatchLoader loader, RowWeights weights) {
        this.loader = loader;
        this.tensors = new HostTensors(flow, loader.layout(), CHUNK);
        this.weights = weights;
    }

    /** Of the validation rows; weighted where they have the column of the weights. */
    static Evaluation of(Parts parts) {
        RowSource source = parts.validation;
        var config = LoaderConfig.inOrder(CHUNK);
        var chosen = ChosenColumns.of(source, parts.layout);
        boolean weighted = source.layout().columns().contains(parts.weightColumn);
        var weights = RowWeights.of(source, weighted ? parts.weightColumn : null);
        return new Evaluation(parts.flow, parts.loader(chosen, config), weights);
    }

    /** In nats; NaN if it was interrupted. */
    double nll(SplineFlow flow, Interrupt interrupt) {
        double sum = 0;
        double weight = 0;
        try (var epoch = loader.epoch(0, 0, tensors::load)) {
            for (DeviceBatch batch = interrupt.next(epoch); batch != null; batch = interrupt.next(epoch)) {
                sum -= logLikelihood(flow, batch);
                weight += weights.sum(batch.rows());
                batch.close();
            }
        }
        return interrupt.requested() ? Double.NaN : sum / weight;
    }

    private double logLikelihood(SplineFlow flow, DeviceBatch batch) {
        float[] logProb = flow.logProb(batch.x(), batch.y()).toFloatArray();
        double sum = 0;
        for (int i = 0; i < logProb.length; i++) {
            sum += weights.of(batch.rows()[i]) * logProb[i];
        }
        return sum;
    }

    @Override
    public void close() {
        loader.close();
    }
}
