package flashflow.events;

import flashflow.data.ExactColumn;
import flashflow.data.hdf5.Hdf5Groups;
import flashflow.data.parquet.ParquetWriter;
import flashflow.nanoaod.ObjectKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where objects go, block by block, kind after kind. */
interface ObjectSink extends AutoCloseable {
    void write(ObjectKind kind, List<ExactColumn> columns);

    /** Completes the files, which appear only now. */
    List<Path> finish();

    /** Removes what was not finished. */
    @Override
    void close();

    /** One HDF5 file with a group for each kind, also for one without objects. */
    static ObjectSink hdf5(Path out, Map<ObjectKind, ObjectColumns> columns, Map<String, Object> origin) {
        var builder = Hdf5Groups.to(out);
        origin.forEach(builder::attribute);
        columns.forEach((kind, wanted) -> builder.group(kind.word(), wanted.all()));
        return new HdfObjects(out, builder.open());
    }

    /** A Parquet file for each kind that has objects: {@code sample-jets.parquet}, {@code sample-muons.parquet}. */
    static ObjectSink parquet(Path out, Map<ObjectKind, ObjectColumns> columns, Map<String, Object> origin) {
        var writers = new LinkedHashMap<ObjectKind, ParquetWriter>();
        try {
            columns.forEach((kind, wanted) -> {
                var builder = ParquetWriter.to(ParquetObjects.named(out, kind))
                        .columns(List.of())
                        .exact(wanted.all());
                origin.forEach(builder::attribute);
                writers.put(kind, builder.open());
            });
        } catch (RuntimeException | Error e) {
            writers.values().forEach(ParquetWriter::close);
            throw e;
        }
        return new ParquetObjects(out, writers);
    }
}
