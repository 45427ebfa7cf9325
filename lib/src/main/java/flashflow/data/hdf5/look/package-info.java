/**
 * What is in an HDF5 file and how each part of it can be opened: {@link flashflow.data.hdf5.look.Look} lists it, and {@link
 * flashflow.data.hdf5.look.Nearest} points from what cannot be opened to what can.
 */
package flashflow.data.hdf5.look;
