/** The command lines: generation and comparison of files by spark-submit, or by Java alone on one machine. */
package flashflow.spark.command;
