/**
 * Rows become batches: {@link flashflow.data.loading.BatchLoader} shuffles blocks of rows into batches, reading ahead while
 * the present batch is used. The order of an epoch follows from the seed alone.
 */
package flashflow.data.loading;
