package flashflow.data.hdf5.filters;

import java.util.Optional;

/**
 * A filter as a file names it.
 *
 * @param id number registered with the HDF Group
 * @param name for users, perhaps empty
 * @param data settings
 */
public record StoredFilter(int id, String name, int[] data) {
    FilterKind kind() {
        return FilterKind.of(id);
    }

    /** What to call to store a file without this filter, {@code plain.h5} instead of {@code file}. */
    public String repack(String file) {
        String h5repack = "h5repack -f GZIP=4 " + file + " plain.h5";
        return switch (kind().home()) {
            case HDF5 -> h5repack;
            case H5PY, HDF5PLUGIN ->
                h5repack + " with HDF5_PLUGIN_PATH set to what Python's hdf5plugin.PLUGIN_PATH holds";
            case PYTABLES -> "ptrepack --complib=zlib --complevel=4 " + file + ":/ plain.h5:/ with PyTables";
            case ELSEWHERE -> h5repack + " with the filter's plugin in the folder that HDF5_PLUGIN_PATH names";
        };
    }

    /** The modules with which Python reads it, if there are any. */
    public Optional<String> pythonModules() {
        return switch (kind().home()) {
            case HDF5, H5PY -> Optional.of("h5py");
            case HDF5PLUGIN -> Optional.of("h5py, hdf5plugin");
            case PYTABLES, ELSEWHERE -> Optional.empty();
        };
    }

    /** What users call it. */
    public String label() {
        String told = name.isEmpty() ? "filter " + id : name;
        return kind().label().isEmpty() ? told : kind() == FilterKind.DEFLATE ? "gzip" : kind().label();
    }

    /** Number and name. */
    @Override
    public String toString() {
        String told = name.isEmpty() ? "unnamed" : name;
        return "filter " + id + " ('" + (kind() == FilterKind.UNKNOWN ? told : kind().label()) + "')";
    }
}
