/**
 * Columns of HDF5 files, wherever they are kept: in datasets of one column each, side by side, as fields of compound elements, in
 * pandas' frames. {@link flashflow.data.hdf5.columns.Catalogue} finds them, {@link flashflow.data.hdf5.columns.HdfColumns} reads them.
 */
package flashflow.data.hdf5.columns;
