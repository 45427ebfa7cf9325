/** Comparison of samples of any size with the reports of {@link flashflow.validation}. */
package flashflow.spark.validation;
