package flashflow.training.checkpoint;

import flashflow.data.ColumnLayout;
import flashflow.flow.density.ConditionalDensity;

/**
 * A density in training, and what its columns are.
 *
 * @param density with its present weights
 * @param layout columns of its context and targets
 * @param preprocessing through which they come, as JSON; null if a flow without a model is trained
 */
public record TrainedDensity(ConditionalDensity density, ColumnLayout layout, String preprocessing) {}
