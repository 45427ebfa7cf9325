/** What stands between a chunk's bytes in the file and its values: compression, byte shuffling, checksums. */
package flashflow.data.hdf5.filters;
