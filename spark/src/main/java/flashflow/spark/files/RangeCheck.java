package flashflow.spark.files;

import flashflow.storage.AtomicFile;
import java.io.IOException;
import org.apache.spark.api.java.function.Function;

/** Holds the file of a range against its record, on an executor: says what is wrong, or nothing. */
record RangeCheck(JobFolder folder, FileFormat format, int folds) implements Function<FileRange, String> {
    @Override
    public String call(FileRange range) {
        return folder.committed(range, format)
                .map(record -> fault(range, record))
                .orElse("its record or its file is missing, or has another size");
    }

    private String fault(FileRange range, CommittedRange record) {
        if (record.rows() != (range.count() - record.dropped()) * folds) {
            return "it has " + record.rows() + " rows for " + (range.count() - record.dropped()) + " of context in "
                    + folds + " folds";
        }
        try {
            boolean same = CommittedRange.sha256(folder.file(range, format)).equals(record.sha256());
            return same ? "" : "its content is not what was written";
        } catch (IOException e) {
            return "it cannot be read (" + AtomicFile.reason(e) + ")";
        }
    }
}
