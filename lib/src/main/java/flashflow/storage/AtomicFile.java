package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written beside its place, forced to the disk and then renamed, so that at every moment the place holds
 * either the whole earlier file or the whole new one. A symbolic link stays, and the file that it means is replaced; a
 * write-protected file is refused, and the permissions of an earlier file are kept. Interrupts break no write.
 *
 * <p>Any number of writers of one name, in threads, processes or on other machines, each have a part file of their own,
 * {@code NAME.HOST-PID-N.part}. Of those that overlap the first to finish is kept, and each later one is told so by an
 * exception; a later writing that begins after it replaces it as usual. Parts that killed processes of this machine left are
 * removed by the next writing of the same name; those of living writers and of other machines never are.
 */
public final class AtomicFile implements AutoCloseable {
    private final OutputPlace place;
    private final Path part;
    private final PlainChannel channel;

    private AtomicFile(OutputPlace place, Path part, PlainChannel channel) {
        this.place = place;
        this.part = part;
        this.channel = channel;
    }

    /** Fills an open, empty file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the whole content.
         *
         * @param channel the file, positioned at its start
         * @throws IOException if it cannot be written
         */
        void writeTo(SeekableByteChannel channel) throws IOException;
    }

    /**
     * Begins a file, to be given its place by {@link #commit()} and to be closed in any case.
     *
     * @param file its place; an earlier file there is replaced
     * @throws IOException if the folder is missing, read-only or full
     * @throws FlashFlowException if what is there is write-protected, or no file
     */
    public static AtomicFile open(Path file) throws IOException {
        var place = OutputPlace.of(file);
        PartFiles.removeStale(place.path());
        Path part = PartFiles.next(place.path());
        return new AtomicFile(place, part, PlainChannel.create(part));
    }

    /**
     * Removes what dead processes of this machine left half written of a file; parts of the living and of other machines stay.
     *
     * @throws IOException if its folder cannot be read
     */
    public static void removeStale(Path file) throws IOException {
        PartFiles.removeStale(file);
    }

    /**
     * Writes a file as a whole or not at all.
     *
     * @param file its place; an earlier file there is replaced
     * @param content what to write
     * @throws FlashFlowException if it cannot be written (folder missing or read-only, disk full, write-protected, overtaken
     *     by another writer); the earlier file, if any, is then untouched
     */
    public static void write(Path file, Content content) {
        try (var begun = open(file)) {
            content.writeTo(begun.channel());
            begun.commit();
        } catch (IOException e) {
            throw new FlashFlowException(
                    "Cannot write " + file + " (" + reason(e)
                            + "); make room or choose another folder, an earlier file of that name is untouched.",
                    e);
        }
    }

    /** Where the content goes; a write takes all bytes, and an interrupt does not close it. */
    public SeekableByteChannel channel() {
        return channel;
    }

    /** Forces the content to the disk; nothing more can be written. */
    public void seal() throws IOException {
        if (channel.isOpen()) {
            channel.force();
            channel.close();
        }
    }

    /**
     * Seals the file and gives it its place.
     *
     * @throws IOException if the disk takes no more
     * @throws FlashFlowException if another writer has finished a file there since this one was opened
     */
    public void commit() throws IOException {
        commit(place);
    }

    /**
     * The same, under another name of the same folder that nobody has taken yet.
     *
     * @throws FileAlreadyExistsException if there is such a file
     */
    public void commitAs(Path unused) throws IOException {
        var other = OutputPlace.of(unused);
        if (other.isTaken()) {
            throw new FileAlreadyExistsException(unused.toString(), null, "another writer made it meanwhile");
        }
        commit(other);
    }

    private void commit(OutputPlace where) throws IOException {
        seal();
        // Within this process no other writer can come between the look and the move.
        synchronized (AtomicFile.class) {
            where.refuseOvertaken();
            where.copyPermissionsTo(part);
            Files.move(part, where.path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        forceFolder(where.path().getParent());
    }

    /** Makes the rename itself durable; Windows cannot open folders and does not need it. */
    private static void forceFolder(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (ClosedByInterruptException e) {
            // The file is there and whole; the system writes the folder a little later.
        }
    }

    /** Removes the part if the file was not given its place. */
    @Override
    public void close() {
        channel.close();
        PartFiles.deleteQuietly(part);
    }

    /** The file system's exceptions often carry nothing but the path. */
    public static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        String said = e instanceof java.nio.file.FileSystemException f ? f.getReason() : e.getMessage();
        return said == null || said.isBlank() ? kind : said;
    }
}
