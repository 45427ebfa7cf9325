package flashflow.training;

import java.io.PrintStream;
import tech.tablesaw.api.Table;

/** A training in lines of text: one for each epoch. */
final class PrintedTraining implements TrainingListener {
    private final PrintStream out;

    PrintedTraining(PrintStream out) {
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
