package flashflow.spark.files;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sink of rows of one fold, which says so as those of several do. */
record FoldSink(RowSink sink) implements RowSink {
    private static final CarriedColumn FOLD = new CarriedColumn("fold", ColumnType.INT32);

    /** The exact columns with {@code fold}, where they lack it. */
    static List<CarriedColumn> columns(List<CarriedColumn> exact) {
        var all = new ArrayList<>(exact);
        all.add(FOLD);
        return exact.contains(FOLD) ? exact : all;
    }

    @Override
    public void write(float[] rows, int offset, int count, List<ExactColumn> exact) {
        var all = new ArrayList<>(exact);
        all.add(ExactColumn.of(FOLD, new long[count]));
        sink.write(rows, offset, count, all);
    }

    @Override
    public List<Path> finish() {
        return sink.finish();
    }

    @Override
    public void close() {
        sink.close();
    }
}
