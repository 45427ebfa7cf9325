/** What is known of the columns of a sample, in a bounded size and adding up: histograms between fixed edges, and sums of products. */
package flashflow.spark.summaries;
