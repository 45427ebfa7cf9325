/**
 * Files of context that become files of generated rows, by ranges of rows. A folder of output holds beside its files the job that
 * they belong to, and a log with a record of each range that is complete; what is killed goes on from there.
 */
package flashflow.spark.files;
