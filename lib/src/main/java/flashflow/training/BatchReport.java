package flashflow.training;

/**
 * What one update of the weights brought.
 *
 * @param epoch number of the epoch, from 1
 * @param batch batches of this epoch done, from 1
 * @param batches how many the epoch has
 * @param lr learning rate of the update
 * @param nll mean NLL of the batch in nats
 * @param gradientNorm global norm before clipping
 */
public record BatchReport(int epoch, int batch, int batches, double lr, double nll, double gradientNorm) {}
