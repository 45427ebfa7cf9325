/** Work on the executors: watched and stopped from the driver, on the cores and the device that Spark gives a task. */
package flashflow.spark.tasks;
