package flashflow.generation;

import flashflow.data.CarriedColumn;
import flashflow.data.RowSink;
import flashflow.data.columns.CsvWriter;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.parquet.ParquetCompression;
import flashflow.data.parquet.ParquetWriter;
import java.nio.file.Path;
import java.util.List;

/** Every sink of rows that there is. */
enum SinkKind {
    HDF5 {
        @Override
        RowSink open(Path file, List<String> columns, List<CarriedColumn> exact) {
            return Hdf5Writer.to(file).columns(columns).exact(exact).open();
        }
    },
    GZIP_HDF5 {
        @Override
        RowSink open(Path file, List<String> columns, List<CarriedColumn> exact) {
            return Hdf5Writer.to(file).columns(columns).exact(exact).gzip(1).open();
        }
    },
    PARQUET {
        @Override
        RowSink open(Path file, List<String> columns, List<CarriedColumn> exact) {
            return ParquetWriter.to(file)
                    .columns(columns)
                    .exact(exact)
                    .compression(ParquetCompression.NONE)
                    .rowGroupRows(1000)
                    .open();
        }
    },
    CSV {
        @Override
        RowSink open(Path file, List<String> columns, List<CarriedColumn> exact) {
            return CsvWriter.to(file, columns, exact);
        }
    },
    TABLE {
        @Override
        RowSink open(Path file, List<String> columns, List<CarriedColumn> exact) {
            return new TableSink(columns, exact, 10_000);
        }
    };

    abstract RowSink open(Path file, List<String> columns, List<CarriedColumn> exact);

    boolean isFile() {
        return this != TABLE;
    }
}
