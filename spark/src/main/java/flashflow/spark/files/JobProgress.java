package flashflow.spark.files;

import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationProgress;
import flashflow.generation.GenerationReport;
import flashflow.reporting.Listeners;
import java.util.List;

/** Tells those who listen how the rows come that were not there yet. */
final class JobProgress {
    private final Listeners<GenerationListener> listeners;
    private final int folds;
    private final long total;
    private final long start;
    private long rows;
    private long redrawn;

    /** @param start when the job began, as {@link System#nanoTime} says */
    JobProgress(Listeners<GenerationListener> listeners, JobPlan plan, List<FileRange> open, long start) {
        this.listeners = listeners;
        this.folds = plan.folds();
        this.total = open.stream().mapToLong(FileRange::count).sum() * folds;
        this.start = start;
    }

    void started() {
        if (total > 0) {
            listeners.tell(l -> l.started(total));
        }
    }

    /** A file is complete. */
    void made(CommittedRange record) {
        rows += record.rows();
        redrawn += record.redrawn();
        var progress = new GenerationProgress(rows, total, redrawn, seconds());
        listeners.tell(l -> l.progressed(progress));
    }

    void ended(List<String> warnings) {
        var report = new GenerationReport(List.of(), rows / folds, folds, redrawn, seconds(), warnings);
        if (total > 0) {
            listeners.tell(l -> l.ended(report));
        }
    }

    double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }
}
