/**
 * Files become rows here: HDF5 datasets (one file or many), rows in memory, the loader that shuffles them into batches,
 * column statistics and the writer. Nothing in this package knows tensors of a flow or its parameters.
 */
package flashflow.data;
