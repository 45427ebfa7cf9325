package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationReport;
import flashflow.spark.model.BroadcastModel;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/** Makes the file of a range, on an executor; the record of one that is complete is taken as it is. */
record RangeTask(BroadcastModel model, JobFolder folder, long seed, int folds, FileFormat format, List<String> carried)
        implements Function<FileRange, CommittedRange> {
    @Override
    public CommittedRange call(FileRange range) {
        return folder.committed(range, format).orElseGet(() -> make(range));
    }

    private CommittedRange make(FileRange range) {
        Path attempt = folder.attempt(range, format, attempt());
        try {
            var report = generate(range, attempt);
            var record = record(range, attempt, report);
            folder.commit(range, format, attempt, record);
            return record;
        } catch (FlashFlowException e) {
            throw new FlashFlowException("Of " + range + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "File " + attempt + " cannot be read (" + AtomicFile.reason(e) + "), which was just"
                            + " written; look at the disk, and start the job again, which goes on.",
                    e);
        } finally {
            remove(attempt);
        }
    }

    /** Task attempts are numbered anew when a job is started again. */
    private static String attempt() {
        return ProcessHandle.current().pid() + "-" + System.nanoTime() + "-"
                + TaskContext.get().taskAttemptId();
    }

    private GenerationReport generate(FileRange range, Path attempt) {
        try (var lease = model.open()) {
            var names = lease.model().layout().context();
            try (var rows = ContextFile.open(range.input().file(), names, carried)) {
                return generation(lease.model(), range)
                        .to(new NumberedRows(rows, range.input()), (columns, exact, attributes) -> {
                            var sink =
                                    format.open(attempt, columns, FoldSink.columns(exact), origin(range, attributes));
                            return folds == 1 ? new FoldSink(sink) : sink;
                        });
            }
        }
    }

    /** As many threads, each with one of the engine, as Spark gives the task cores. */
    private Generation generation(FlowModel open, FileRange range) {
        return Generation.of(open)
                .seed(seed)
                .folds(folds)
                .rows(range.firstRow(), range.count())
                .workers(TaskContext.get().cpus())
                .listener(new GenerationListener() {});
    }

    private static Map<String, Object> origin(FileRange range, Map<String, Object> attributes) {
        attributes.put("source", range.input().path());
        attributes.put("first_row", range.first());
        return attributes;
    }

    private static CommittedRange record(FileRange range, Path attempt, GenerationReport report) throws IOException {
        return new CommittedRange(
                range.name(),
                report.rows(),
                Files.size(attempt),
                CommittedRange.sha256(attempt),
                report.redrawn(),
                report.warnings());
    }

    private static void remove(Path attempt) {
        try {
            Files.deleteIfExists(attempt);
        } catch (IOException e) {
            // Only space is lost, until the job ends.
        }
    }
}
