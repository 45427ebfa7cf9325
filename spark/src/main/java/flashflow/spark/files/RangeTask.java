package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.data.NonFinite;
import flashflow.data.RowSink;
import flashflow.data.columns.NonFiniteRow;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationOutput;
import flashflow.generation.GenerationReport;
import flashflow.spark.model.BroadcastModel;
import flashflow.spark.tasks.TaskCores;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/** Makes the file of a range, on an executor; the record of one that is complete is taken as it is. */
record RangeTask(BroadcastModel model, JobFolder folder, JobPlan plan) implements Function<FileRange, CommittedRange> {
    @Override
    public CommittedRange call(FileRange range) {
        return folder.committed(range, plan.format()).orElseGet(() -> make(range));
    }

    private CommittedRange make(FileRange range) {
        Path attempt = folder.attempt(range, plan.format(), attempt());
        try {
            var record = generate(range, attempt);
            folder.commit(range, plan.format(), attempt, record);
            return record;
        } catch (FlashFlowException e) {
            // What went wrong does not matter where another attempt was faster.
            return folder.committed(range, plan.format())
                    .orElseThrow(() -> new FlashFlowException("Of " + range + ": " + sentence(e), e));
        } catch (IOException e) {
            throw new FlashFlowException(
                    "File " + attempt + " cannot be read (" + AtomicFile.reason(e) + "), which was just"
                            + " written; look at the disk, and start the job again, which goes on.",
                    e);
        } finally {
            remove(attempt);
        }
    }

    private static String sentence(FlashFlowException failure) {
        return failure instanceof NonFiniteRow row
                ? row.found() + "generate with dropNonFinite() (--drop-non-finite) to leave such rows out."
                : failure.getMessage();
    }

    /** Task attempts are numbered anew when a job is started again. */
    private static String attempt() {
        return ProcessHandle.current().pid() + "-" + System.nanoTime() + "-"
                + TaskContext.get().taskAttemptId();
    }

    private CommittedRange generate(FileRange range, Path attempt) throws IOException {
        try (var cores = TaskCores.take(TaskContext.get().cpus());
                var lease = model.open()) {
            var layout = lease.model().layout();
            var nonFinite = plan.dropping() ? NonFinite.KEEP : NonFinite.REFUSE;
            try (var rows = ContextFile.open(range.input().file(), layout.context(), plan.carried(), nonFinite)) {
                boolean exact = !lease.model().preprocessing().exactContext().isEmpty();
                var bad = plan.dropping() ? Optional.of(BadRows.in(rows, range, exact)) : Optional.<BadRows>empty();
                var context = bad.map(some -> some.filled(rows)).orElse(rows);
                var report = generation(lease.model(), range, cores.count())
                        .to(new NumberedRows(context, range.input()), output(range, attempt, bad));
                var warnings = new ArrayList<>(report.warnings());
                cores.warning().ifPresent(warnings::add);
                return record(range, attempt, report, bad.map(BadRows::count).orElse(0), warnings);
            }
        }
    }

    private GenerationOutput output(FileRange range, Path attempt, Optional<BadRows> bad) {
        return (columns, exact, attributes) -> {
            var all = FoldSink.columns(exact);
            var sink = plan.format().open(attempt, columns, all, origin(range, attributes));
            int row = all.indexOf(NumberedRows.ROW);
            var kept = bad.<RowSink>map(some -> new KeptSink(sink, some, columns.size(), row))
                    .orElse(sink);
            return plan.folds() == 1 ? new FoldSink(kept) : kept;
        };
    }

    /** @param threads each with one of the engine, as many as Spark gives the task cores */
    private Generation generation(FlowModel open, FileRange range, int threads) {
        return Generation.of(open)
                .seed(plan.seed())
                .folds(plan.folds())
                .rows(range.firstRow(), range.count())
                .workers(threads)
                .listener(new GenerationListener() {});
    }

    private static Map<String, Object> origin(FileRange range, Map<String, Object> attributes) {
        attributes.put("source", range.input().path());
        attributes.put("first_row", range.first());
        return attributes;
    }

    private static CommittedRange record(
            FileRange range, Path attempt, GenerationReport report, int dropped, List<String> warnings)
            throws IOException {
        return new CommittedRange(
                range.name(),
                report.rows() - (long) dropped * report.folds(),
                dropped,
                Files.size(attempt),
                CommittedRange.sha256(attempt),
                report.redrawn(),
                warnings);
    }

    private static void remove(Path attempt) {
        try {
            Files.deleteIfExists(attempt);
        } catch (IOException e) {
            // Only space is lost, until the job ends.
        }
    }
}
