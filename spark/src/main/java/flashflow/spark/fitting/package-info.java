/** Preprocessings and statistics of rows that no single machine reads. */
package flashflow.spark.fitting;
