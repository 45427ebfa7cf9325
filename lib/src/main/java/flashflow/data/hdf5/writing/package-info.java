/**
 * How rows become an HDF5 file, after the HDF5 File Format Specification 3.0: the headers, the float32 matrix as it comes, the
 * exact columns beside it.
 */
package flashflow.data.hdf5.writing;
