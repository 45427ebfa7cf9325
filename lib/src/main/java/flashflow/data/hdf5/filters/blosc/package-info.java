/** Chunks and frames of Blosc 1 and 2: blocks of shuffled and compressed bytes. */
package flashflow.data.hdf5.filters.blosc;
