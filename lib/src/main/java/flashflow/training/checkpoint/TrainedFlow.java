package flashflow.training.checkpoint;

import flashflow.data.ColumnLayout;
import flashflow.flow.SplineFlow;

/**
 * A flow in training, and what its columns are.
 *
 * @param flow with its present weights
 * @param layout columns of its context and targets
 * @param preprocessing through which they come, as JSON; null if a flow without a model is trained
 */
public record TrainedFlow(SplineFlow flow, ColumnLayout layout, String preprocessing) {}
