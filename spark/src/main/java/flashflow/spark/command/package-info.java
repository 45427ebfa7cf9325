/** The command line: generation of files by spark-submit, or by Java alone on one machine. */
package flashflow.spark.command;
