package flashflow.training;

import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.flow.density.ConditionalDensity;
import flashflow.training.device.DeviceBatch;
import flashflow.training.device.HostTensors;

/** The mean NLL over all validation rows, in inference form; weighted where they have the column of the weights. */
final class ValidationLoss implements AutoCloseable {
    private static final int CHUNK = 2048;
    private static final int GPU_CHUNK = 1 << 14;

    private final BatchLoader loader;
    private final HostTensors tensors;
    private final RowWeights weights;

    /** @param weightColumn may be null */
    ValidationLoss(DensityInput input, RowSource rows, String weightColumn) {
        boolean weighted =
                weightColumn != null && RowWeights.column(rows, weightColumn).isPresent();
        weights = RowWeights.of(rows, weighted ? weightColumn : null, true);
        int chunk = input.density().device().isGpu() ? GPU_CHUNK : CHUNK;
        loader = input.loader(input.chosen(rows), LoaderConfig.inOrder(chunk));
        tensors = new HostTensors(input.density(), loader.layout(), chunk);
    }

    /** Of a density with the weights to be judged, in nats; NaN if it was interrupted. */
    double nll(ConditionalDensity density, Interrupt interrupt) {
        double sum = 0;
        double weight = 0;
        try (var epoch = loader.epoch(0, 0, tensors::load)) {
            for (DeviceBatch batch = interrupt.next(epoch); batch != null; batch = interrupt.next(epoch)) {
                sum -= logLikelihood(density, batch);
                weight += weights.sum(batch.rows());
                batch.close();
            }
        }
        return interrupt.requested() ? Double.NaN : sum / weight;
    }

    private double logLikelihood(ConditionalDensity density, DeviceBatch batch) {
        float[] logProb = density.logProb(batch.x(), batch.y()).toFloatArray();
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
