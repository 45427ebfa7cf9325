/** DataFrames of context that become DataFrames of context and targets. */
package flashflow.spark.frames;
