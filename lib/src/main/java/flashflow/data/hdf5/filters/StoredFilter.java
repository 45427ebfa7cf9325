package flashflow.data.hdf5.filters;

import java.util.Map;

/**
 * A filter as a file names it.
 *
 * @param id number registered with the HDF Group
 * @param name for users, perhaps empty
 * @param data settings
 */
public record StoredFilter(int id, String name, int[] data) {
    /** Filters that HDF5 brings along, without a name in the file. */
    private static final Map<Integer, String> OWN = Map.of(4, "szip", 5, "nbit", 6, "scaleoffset");

    /** Whether h5py reads it without a plugin. */
    public boolean isOwn() {
        return OWN.containsKey(id);
    }

    /** Number and name. */
    @Override
    public String toString() {
        return "filter " + id + " ('" + (name.isEmpty() ? OWN.getOrDefault(id, "unnamed") : name) + "')";
    }
}
