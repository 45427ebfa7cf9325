package flashflow.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip of one folder whose entries are stored, not deflated: PyTorch's reader asks for both. */
final class StoredZip {
    private final ZipOutputStream zip;
    private final String folder;

    /**
     * A zip of one folder.
     *
     * @param out stays open
     * @param folder that holds all entries
     */
    StoredZip(OutputStream out, String folder) {
        this.zip = new ZipOutputStream(out);
        this.folder = folder;
    }

    /** Adds an entry. */
    void put(String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(folder + "/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Ends the zip and leaves the stream open. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }
}
