package flashflow.data.hdf5.filters;

/**
 * A filter as a file names it.
 *
 * @param id number registered with the HDF Group
 * @param name for users, perhaps empty
 * @param data settings
 */
public record StoredFilter(int id, String name, int[] data) {}
