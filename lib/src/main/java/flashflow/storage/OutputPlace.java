package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * Where a file is to appear, and what was there when its writing began.
 *
 * @param given the name that a user gave
 * @param path what it means, behind all symbolic links
 * @param earlier identity of the file there, null for none
 */
record OutputPlace(Path given, Path path, Object earlier) {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** @throws FlashFlowException if what is there must not be replaced */
    static OutputPlace of(Path given) throws IOException {
        if (given.toString().isEmpty()) {
            throw new FlashFlowException("The path of a file to write is empty; give a file's name.");
        }
        Path path = behindLinks(given.toAbsolutePath());
        if (Files.exists(path)) {
            refuseUnwritable(given, path);
        }
        return new OutputPlace(given, path, identity(path));
    }

    /** Also of a link whose target is missing: there the file is to appear. */
    private static Path behindLinks(Path name) throws IOException {
        Path path = name;
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(name.toString());
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        return path;
    }

    private static void refuseUnwritable(Path given, Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new FlashFlowException("Cannot write " + given + ": it is a folder or a device; give a file's name.");
        }
        if (!Files.isWritable(path) || !mayBeWritten(path)) {
            throw new FlashFlowException("Cannot write " + given
                    + ": the file there is write-protected; lift the protection or choose another name.");
        }
    }

    /** The bits themselves, which mean something to a user even where the system's administrator may do everything. */
    private static boolean mayBeWritten(Path path) throws IOException {
        var permissions = permissions(path);
        return permissions.isEmpty()
                || permissions.stream()
                        .anyMatch(List.of(
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.GROUP_WRITE,
                                PosixFilePermission.OTHERS_WRITE)::contains);
    }

    /** Empty where the file system has none. */
    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view == null ? Set.of() : view.readAttributes().permissions();
    }

    /** The file's number where the file system has such, else the time of its last change; a rename brings another. */
    private static Object identity(Path path) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.fileKey() == null ? attributes.lastModifiedTime() : attributes.fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    boolean isTaken() {
        return earlier != null;
    }

    /** A file that was removed meanwhile is in nobody's way. */
    void refuseOvertaken() throws IOException {
        Object now = identity(path);
        if (now != null && !now.equals(earlier)) {
            throw new FlashFlowException("Cannot write " + given
                    + ": another writer has finished a file of that name meanwhile, which is kept;"
                    + " write again to replace it, or choose another name.");
        }
    }

    /** For the file that takes the place of the earlier one. */
    void copyPermissionsTo(Path part) throws IOException {
        if (Files.exists(path)) {
            var permissions = permissions(path);
            if (!permissions.isEmpty()) {
                Files.setPosixFilePermissions(part, permissions);
            }
        }
    }
}
