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

    /** What others are called, whatever their names in the file say besides. */
    private static final Map<Integer, String> USUAL = Map.of(
            1,
            "gzip",
            2,
            "shuffle",
            3,
            "fletcher32",
            32000,
            "lzf",
            32001,
            "blosc",
            32004,
            "lz4",
            32008,
            "bitshuffle",
            32013,
            "zfp",
            32015,
            "zstd",
            32026,
            "blosc2");

    /** Whether h5py reads it without a plugin. */
    public boolean isOwn() {
        return OWN.containsKey(id);
    }

    /** What users call it. */
    public String label() {
        String told = name.isEmpty() ? "filter " + id : name;
        return USUAL.getOrDefault(id, OWN.getOrDefault(id, told));
    }

    /** Number and name. */
    @Override
    public String toString() {
        return "filter " + id + " ('" + (name.isEmpty() ? OWN.getOrDefault(id, "unnamed") : name) + "')";
    }
}
