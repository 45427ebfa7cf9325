package flashflow.events;

import flashflow.data.ExactColumn;
import flashflow.data.parquet.ParquetWriter;
import flashflow.nanoaod.ObjectKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects in a file for each kind; one without objects has none. */
final class ParquetObjects implements ObjectSink {
    private final Map<ObjectKind, ParquetWriter> writers;
    private final Set<ObjectKind> filled = new HashSet<>();

    ParquetObjects(Map<ObjectKind, ParquetWriter> writers) {
        this.writers = writers;
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
            }
        });
        return files;
    }

    @Override
    public void close() {
        writers.values().forEach(ParquetWriter::close);
    }
}
