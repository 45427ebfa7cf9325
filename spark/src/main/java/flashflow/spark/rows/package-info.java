/** Rows that no single machine holds, in many files or a DataFrame: cut into parts, each of which a task sees block by block. */
package flashflow.spark.rows;
