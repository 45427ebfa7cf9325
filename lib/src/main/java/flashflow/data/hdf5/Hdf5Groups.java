package flashflow.data.hdf5;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ExactColumn;
import flashflow.data.columns.ExactGuard;
import flashflow.data.columns.SinkGuard;
import flashflow.data.hdf5.writing.AttributeValue;
import flashflow.data.hdf5.writing.HdfGroups;
import flashflow.data.hdf5.writing.HdfMessages;
import flashflow.data.hdf5.writing.WriterOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes several groups of columns into one HDF5 file: each column a 1-D dataset of its own exact type, all of a group of one
 * length, which may be 0. Blocks of the groups may come in any order. The file appears under its name only when {@link #finish}
 * has succeeded; until then its rows lie beside it, so that it needs their room twice. Read by {@link
 * Hdf5Dataset#columns(Path, String...)} with the name of a group.
 *
 * <pre>{@code
 * try (var writer = Hdf5Groups.to(path).attribute("format", 1).group("jets", jetColumns).group("muons", muonColumns).open()) {
 *     writer.write("jets", block);
 *     writer.finish();
 * }
 * }</pre>
 */
public final class Hdf5Groups implements AutoCloseable {
    private final Map<String, SinkGuard> guards = new LinkedHashMap<>();
    private final SinkGuard whole;
    private HdfGroups file;

    private Hdf5Groups(Map<String, List<CarriedColumn>> groups, WriterOptions options) {
        String place = "File " + options.file();
        this.whole = new SinkGuard(place, List.of(), new ExactGuard(List.of(), AttributeValue::isStorable));
        groups.forEach((name, columns) -> guards.put(
                name,
                new SinkGuard(
                        place + ", group '" + name + "'",
                        List.of(),
                        new ExactGuard(columns, AttributeValue::isStorable))));
        whole.onDisk(() -> file = new HdfGroups(groups, options));
    }

    /** Begins the settings of a file; an earlier one there is replaced as a whole. */
    public static Builder to(Path file) {
        return new Builder(file);
    }

    /**
     * Appends rows to a group.
     *
     * @param columns those announced for it, in their order, all of one length
     * @throws FlashFlowException if there is no such group, the columns are others or hold what their type does not, or the disk
     *     takes no more
     */
    public void write(String group, List<ExactColumn> columns) {
        var guard = guards.get(group);
        if (guard == null) {
            throw new FlashFlowException("The file was to have the groups " + guards.keySet() + ", and rows of '"
                    + group + "' were given; announce every group on opening.");
        }
        int count = columns.isEmpty() ? 0 : columns.get(0).size();
        guard.write(new float[0], 0, count, columns, () -> file.write(group, columns, count));
    }

    /** Rows of a group so far. */
    public long rows(String group) {
        return guards.get(group).rows();
    }

    /**
     * Completes the file and gives it its name.
     *
     * @throws FlashFlowException if the disk takes no more, or another writer has finished a file of that name meanwhile
     */
    public void finish() {
        whole.onDisk(file::finish);
        guards.values().forEach(SinkGuard::close);
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        guards.values().forEach(SinkGuard::close);
        file.close();
    }

    /** Settings of a file. */
    public static final class Builder {
        private final Path file;
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private final Map<String, List<CarriedColumn>> groups = new LinkedHashMap<>();
        private int gzip;

        private Builder(Path file) {
            this.file = file;
        }

        /**
         * An attribute of the root group.
         *
         * @param value text, a number, true or false, or a list or an array of them
         */
        public Builder attribute(String name, Object value) {
            new HdfMessages().attribute(name, value);
            attributes.put(name, value);
            return this;
        }

        /** Announces a group and its columns. */
        public Builder group(String name, List<CarriedColumn> columns) {
            SinkGuard.refuseNames("File " + file + ", group '" + name + "'", List.of(), columns);
            if (name.isEmpty() || name.contains("/") || name.equals(".") || groups.containsKey(name)) {
                throw refuse("the name of the group '" + name + "' is empty, taken, holds '/' or is '.'");
            }
            if (columns.stream().anyMatch(column -> column.name().contains("/"))) {
                throw refuse("the name of a column of the group '" + name + "' holds '/'");
            }
            groups.put(name, new ArrayList<>(columns));
            return this;
        }

        /** Compresses with shuffle and gzip, level 1 to 9; 0, the default, does not. */
        public Builder gzip(int level) {
            if (level < 0 || level > 9) {
                throw refuse("gzip is " + level);
            }
            gzip = level;
            return this;
        }

        private FlashFlowException refuse(String wrong) {
            return new FlashFlowException("File " + file + ": " + wrong + "; change this setting of the writer.");
        }

        /**
         * Begins the file.
         *
         * @throws FlashFlowException if there is no group, or the file cannot be written: no such folder, write-protected
         */
        public Hdf5Groups open() {
            if (groups.isEmpty()) {
                throw refuse("it was to have no group");
            }
            var options = new WriterOptions(
                    file, "", List.of(), List.of(), gzip, 0, Long.MAX_VALUE, new LinkedHashMap<>(attributes));
            return new Hdf5Groups(groups, options);
        }
    }
}
