package flashflow.events;

import flashflow.flow.Sampler;

/**
 * The objects of a piece, and what is to be counted of them.
 *
 * @param others drew those without a generator object; null where there are none
 */
record MadeObjects(ObjectBlock block, ObjectCounts counts, Sampler others) {}
