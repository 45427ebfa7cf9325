package flashflow.data.hdf5.writing;

import flashflow.data.CarriedColumn;
import flashflow.data.ExactColumn;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of groups of columns being written: room for the headers, then group after group; the first headers come last, when
 * it is known where the groups lie.
 */
public final class HdfGroups implements AutoCloseable {
    private static final int SUPERBLOCK = 48;

    private final AtomicFile file;
    private final WriterOptions options;
    private final Spool spool;
    private final Map<String, HdfGroup> groups = new LinkedHashMap<>();

    /**
     * Begins a file.
     *
     * @param groups the columns of each
     * @param options place, compression and the attributes of the root group
     * @throws IOException if the folder is missing, read-only or full
     */
    public HdfGroups(Map<String, List<CarriedColumn>> groups, WriterOptions options) throws IOException {
        this.options = options;
        Path place = options.file();
        this.spool = new Spool(place);
        groups.forEach((name, columns) -> this.groups.put(name, new HdfGroup(columns, spool)));
        this.file = AtomicFile.open(place);
    }

    /** Appends rows to a group. */
    public void write(String group, List<ExactColumn> columns, int count) throws IOException {
        groups.get(group).write(columns, count);
    }

    /** Writes what is missing, makes sure that it is on the disk, and gives the file its place. */
    public void finish() throws IOException {
        var out = file.channel();
        out.position(HdfGroup.aligned(headers(0, Map.of()).length));
        var addresses = new LinkedHashMap<String, Long>();
        for (var group : groups.entrySet()) {
            addresses.put(group.getKey(), group.getValue().appendTo(out, options));
        }
        spool.close();
        long end = out.position();
        out.position(0).write(ByteBuffer.wrap(headers(end, addresses)));
        file.seal();
        file.commit();
    }

    /** They have the same size whatever addresses they hold. */
    private byte[] headers(long end, Map<String, Long> addresses) {
        var members = new LinkedHashMap<String, Long>();
        groups.keySet().forEach(name -> members.put(name, addresses.getOrDefault(name, 0L)));
        var root = new HdfMessages().group(members).attributes();
        options.attributes().forEach(root::attribute);
        return new HdfBytes()
                .bytes(HdfMessages.superblock(end, SUPERBLOCK))
                .bytes(root.objectHeader())
                .toBytes();
    }

    /** Removes what was given no place. */
    @Override
    public void close() {
        spool.close();
        file.close();
    }
}
