/** Compressions of plain bytes without any container, and rearrangements of bytes and bits that help them. */
package flashflow.data.hdf5.filters.codecs;
