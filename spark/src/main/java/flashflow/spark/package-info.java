/**
 * FlashFlow on Apache Spark: generation for context that no single machine reads, from many files or from a DataFrame, and comparison,
 * statistics and fits of such. What comes of a row depends on the model, the seed, the row's number and the fold alone, not on
 * partitions, executors or retries, and is what {@link flashflow.generation.Generation} makes of it on one machine.
 */
package flashflow.spark;
