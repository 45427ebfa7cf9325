/**
 * The rows of one dataset of an HDF5 file: {@link flashflow.data.hdf5.reading.Hdf5Storage} opens the file, {@link
 * flashflow.data.hdf5.reading.DatasetHeader} checks what it says of a dataset, and contiguous or chunked rows decode its elements.
 */
package flashflow.data.hdf5.reading;
