/** A model's way to the executors, and its life there: sent once to each JVM and opened once in it. */
package flashflow.spark.model;
