package flashflow.spark.files;

import flashflow.data.CarriedColumn;
import flashflow.data.RowSink;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.parquet.ParquetWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How generated rows are kept. */
public enum FileFormat {
    /** A float32 matrix {@code data}, and beside it a dataset of each exact column. */
    HDF5(".h5") {
        @Override
        RowSink open(Path file, List<String> columns, List<CarriedColumn> exact, Map<String, Object> attributes) {
            var writer = Hdf5Writer.to(file).columns(columns).exact(exact);
            attributes.forEach(writer::attribute);
            return writer.open();
        }
    },
    /** Each column of its own type. */
    PARQUET(".parquet") {
        @Override
        RowSink open(Path file, List<String> columns, List<CarriedColumn> exact, Map<String, Object> attributes) {
            var writer = ParquetWriter.to(file).columns(columns).exact(exact);
            attributes.forEach(writer::attribute);
            return writer.open();
        }
    };

    private final String ending;

    FileFormat(String ending) {
        this.ending = ending;
    }

    String ending() {
        return ending;
    }

    abstract RowSink open(Path file, List<String> columns, List<CarriedColumn> exact, Map<String, Object> attributes);
}
