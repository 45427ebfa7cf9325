/**
 * HDF5 files, one or many, become rows, and rows become files: {@link flashflow.data.hdf5.Hdf5Dataset} reads, {@link
 * flashflow.data.hdf5.Hdf5Writer} writes. {@link flashflow.data.hdf5.format} finds out what lies where in a file; the values are decoded here, many
 * chunks at a time, straight into the caller's array.
 */
package flashflow.data.hdf5;
