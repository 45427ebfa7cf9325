/**
 * What the bytes of an HDF5 file mean, after the HDF5 File Format Specification 3.0 and the additions of HDF5 2.0: superblock,
 * object headers and their messages, links, attributes, and the indexes of chunks. Only what is asked for is read: an object of
 * a kind that is not known here does not stand in the way of its neighbours.
 */
package flashflow.data.hdf5.format;
