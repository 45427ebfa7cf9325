package flashflow.events;

import flashflow.data.ExactColumn;
import flashflow.data.hdf5.Hdf5Groups;
import flashflow.nanoaod.ObjectKind;
import java.nio.file.Path;
import java.util.List;

/** Objects of all kinds in the groups of one file. */
record HdfObjects(Path out, Hdf5Groups file) implements ObjectSink {
    @Override
    public void write(ObjectKind kind, List<ExactColumn> columns) {
        file.write(kind.word(), columns);
    }

    @Override
    public List<Path> finish() {
        file.finish();
        return List.of(out);
    }

    @Override
    public void close() {
        file.close();
    }
}
