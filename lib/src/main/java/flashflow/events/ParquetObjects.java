package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.data.ExactColumn;
import flashflow.data.parquet.ParquetWriter;
import flashflow.nanoaod.ObjectKind;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects in a file for each kind; one without objects has none, not even that of an earlier call. */
final class ParquetObjects implements ObjectSink {
    private final Path out;
    private final Map<ObjectKind, ParquetWriter> writers;
    private final Set<ObjectKind> filled = new HashSet<>();

    /** @param out of whose name those of the files are made */
    ParquetObjects(Path out, Map<ObjectKind, ParquetWriter> writers) {
        this.out = out;
        this.writers = writers;
    }

    static Path named(Path out, ObjectKind kind) {
        String name = out.getFileName().toString();
        String stem = name.endsWith(".parquet") ? name.substring(0, name.length() - ".parquet".length()) : name;
        return out.resolveSibling(stem + "-" + kind.word() + ".parquet");
    }

    @Override
    public void write(ObjectKind kind, List<ExactColumn> columns) {
        int count = columns.get(0).size();
        if (count > 0) {
            writers.get(kind).write(new float[0], 0, count, columns);
            filled.add(kind);
        }
    }

    @Override
    public List<Path> finish() {
        var files = new ArrayList<Path>();
        writers.forEach((kind, writer) -> {
            if (filled.contains(kind)) {
                files.addAll(writer.finish());
            } else {
                delete(named(out, kind));
            }
        });
        return files;
    }

    private static void delete(Path earlier) {
        try {
            Files.deleteIfExists(earlier);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The file " + earlier + " of an earlier call cannot be removed (" + AtomicFile.reason(e)
                            + "), and there is no such object now; remove it.",
                    e);
        }
    }

    @Override
    public void close() {
        writers.values().forEach(ParquetWriter::close);
    }
}
