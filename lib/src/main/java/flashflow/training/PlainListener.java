package flashflow.training;

import java.io.PrintStream;
import tech.tablesaw.api.Table;

/** One line per epoch. */
final class PlainListener implements TrainingListener {
    private final PrintStream out;

    PlainListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(TrainingPlan plan) {
        out.println(plan);
    }

    @Override
    public void epochEnded(EpochReport report, Table history) {
        out.println(report.line());
    }

    @Override
    public void warned(String sentence) {
        out.println("Warning: " + sentence);
    }

    @Override
    public void ended(TrainingRun run) {
        out.println(run);
    }
}
