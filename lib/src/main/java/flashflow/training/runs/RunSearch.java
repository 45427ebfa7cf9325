package flashflow.training.runs;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.checkpoint.HistoryFile;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Finds the folders of trainings below another. */
final class RunSearch extends SimpleFileVisitor<Path> {
    private static final int DEPTH = 5;

    private final Path root;
    private final List<Path> found = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * What there is.
     *
     * @param warnings a sentence for each folder that could not be looked into
     */
    record Found(List<Path> folders, List<String> warnings) {}

    private RunSearch(Path root) {
        this.root = root;
    }

    static Found in(Path root) {
        if (!Files.isDirectory(root)) {
            throw new FlashFlowException("There is no folder " + root.toAbsolutePath()
                    + "; give one that has checkpoints of trainings in it, or in folders below it.");
        }
        var search = new RunSearch(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH + 1, search);
        } catch (IOException e) {
            throw new FlashFlowException("Cannot read the folder " + root + " (" + AtomicFile.reason(e) + ").", e);
        }
        return new Found(List.copyOf(search.found), List.copyOf(search.warnings));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!folder.equals(root) && folder.getFileName().toString().startsWith(".")) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (Files.isReadable(folder) && isOfTraining(folder)) {
            found.add(folder);
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isOfTraining(Path folder) {
        return HistoryFile.isIn(folder) || !Checkpoint.list(folder).isEmpty();
    }

    /** A file that is gone meanwhile is none of ours; a folder that cannot be read may be. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
        if (Files.isDirectory(path) && !(e instanceof FileSystemLoopException)) {
            warn(path, e);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
        if (e != null) {
            warn(folder, e);
        }
        return FileVisitResult.CONTINUE;
    }

    private void warn(Path folder, IOException e) {
        warnings.add("The folder " + folder + " could not be looked into (" + AtomicFile.reason(e) + ").");
    }
}
