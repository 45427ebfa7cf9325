package flashflow.spark.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A folder of output, which driver and executors see under the same path. Beside the generated files it has {@code
 * _flashflow/job.json}, the job that it belongs to, {@code _flashflow/committed} with a record of each range that is complete, and
 * {@code _flashflow/attempts} with what tasks are writing. A file gets its name by a rename, and its record after that: what
 * has no record is not there, and is made again.
 *
 * @param path absolute
 */
record JobFolder(String path) implements Serializable {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
    private static final String OWN = "_flashflow";

    private Path folder() {
        return Path.of(path);
    }

    private Path plan() {
        return folder().resolve(OWN).resolve("job.json");
    }

    private Path record(FileRange range) {
        return folder().resolve(OWN).resolve("committed").resolve(range.name() + ".json");
    }

    /** The file of a range. */
    Path file(FileRange range, FileFormat format) {
        return folder().resolve(range.name() + format.ending());
    }

    /** What an attempt at a range writes to; of no two attempts the same. */
    Path attempt(FileRange range, FileFormat format, String attempt) {
        return folder().resolve(OWN).resolve("attempts").resolve(range.name() + "." + attempt + format.ending());
    }

    /**
     * Takes the folder for a job, or finds that it is the job's already.
     *
     * @throws FlashFlowException if it is another's, holds other files, or cannot be written
     */
    void claim(JobPlan job) {
        onDisk(() -> {
            if (!Files.exists(plan())) {
                refuseFilled();
                Files.createDirectories(plan().resolveSibling("committed"));
                Files.createDirectories(plan().resolveSibling("attempts"));
                write(plan(), job);
            }
            refuseOther(job); // of jobs that begin at the same moment one is there in the end
            return null;
        });
    }

    private void refuseOther(JobPlan job) throws IOException {
        var difference = read(plan(), JobPlan.class).difference(job);
        if (difference.isPresent()) {
            throw new FlashFlowException("The folder " + path + " belongs to another job (" + difference.get()
                    + "); name another folder, or remove this one.");
        }
    }

    private void refuseFilled() throws IOException {
        if (!Files.exists(folder())) {
            return;
        }
        try (var entries = Files.list(folder())) {
            var other = entries.filter(entry -> !entry.endsWith(OWN)).findFirst();
            if (other.isPresent()) {
                throw new FlashFlowException("The folder " + path + " is not empty ("
                        + other.get().getFileName() + ") and belongs to no job; name one that is new or empty.");
            }
        }
    }

    /** The record of a range, if it is complete and its file there in the size it had. */
    Optional<CommittedRange> committed(FileRange range, FileFormat format) {
        return onDisk(() -> {
            if (!Files.exists(record(range))) {
                return Optional.<CommittedRange>empty();
            }
            var committed = read(record(range), CommittedRange.class);
            Path file = file(range, format);
            return Files.exists(file) && Files.size(file) == committed.bytes()
                    ? Optional.of(committed)
                    : Optional.<CommittedRange>empty();
        });
    }

    /** How many ranges have a record. */
    long count() {
        return onDisk(() -> {
            try (var records = Files.newDirectoryStream(plan().resolveSibling("committed"), "*.json")) {
                return StreamSupport.stream(records.spliterator(), false).count();
            }
        });
    }

    /** Gives what an attempt wrote its name, then writes the record. Another attempt's file, of the same content, is replaced. */
    void commit(FileRange range, FileFormat format, Path attempt, CommittedRange record) {
        onDisk(() -> {
            Files.move(
                    attempt, file(range, format), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            write(record(range), record);
            return null;
        });
    }

    /** Forgets that a range was complete. */
    void forget(FileRange range) {
        onDisk(() -> Files.deleteIfExists(record(range)));
    }

    /**
     * Says, as Spark does, that all is there; removes what killed tasks left.
     *
     * @throws FlashFlowException if another job has taken the folder meanwhile
     */
    void finish(JobPlan job) {
        onDisk(() -> {
            refuseOther(job);
            try (var left = Files.newDirectoryStream(plan().resolveSibling("attempts"))) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
            return null;
        });
        AtomicFile.write(folder().resolve("_SUCCESS"), channel -> {});
    }

    private static void write(Path file, Object content) {
        byte[] json = GSON.toJson(content).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(json)));
    }

    private <T> T read(Path file, Class<T> type) throws IOException {
        try {
            T content = GSON.fromJson(Files.readString(file), type);
            if (content != null) {
                return content;
            }
        } catch (JsonParseException e) {
            throw damaged(file, e);
        }
        throw damaged(file, null);
    }

    private static FlashFlowException damaged(Path file, Exception cause) {
        return new FlashFlowException(
                "File " + file
                        + " of the job's log is damaged; remove it where it is the record of one range, which is then"
                        + " made again, or else generate into another folder.",
                cause);
    }

    private interface DiskWork<T> {
        T run() throws IOException;
    }

    private <T> T onDisk(DiskWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The folder " + path + " cannot be written (" + e.getClass().getSimpleName() + ": "
                            + AtomicFile.reason(e)
                            + "); check that it can be by all executors and has room, and start the job"
                            + " again, which goes on.",
                    e);
        }
    }
}
