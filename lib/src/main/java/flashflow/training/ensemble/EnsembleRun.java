package flashflow.training.ensemble;

import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.flow.FlowModel;
import flashflow.training.TrainingRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the training of an ensemble did, member by member. */
public final class EnsembleRun implements Viewable {
    private final FlowModel model;
    private final List<TrainingRun> runs;
    private final int wanted;
    private final boolean crossValidated;
    /** Null if none was made. */
    private final ShiftTrial trial;

    private EnsembleRun(FlowModel model, List<TrainingRun> runs, int wanted, boolean crossValidated, ShiftTrial trial) {
        this.model = model;
        this.runs = runs;
        this.wanted = wanted;
        this.crossValidated = crossValidated;
        this.trial = trial;
    }

    static EnsembleRun of(List<TrainedMember> trained, int wanted, boolean crossValidated, ShiftTrial trial) {
        var models = trained.stream().map(TrainedMember::model).toList();
        var runs = trained.stream().map(TrainedMember::run).toList();
        return new EnsembleRun(FlowModel.ensemble(models), runs, wanted, crossValidated, trial);
    }

    /** The mean of the members' densities; to be closed by its user. */
    public FlowModel model() {
        return model;
    }

    /** What each member's training did. */
    public List<TrainingRun> runs() {
        return runs;
    }

    /** Whether it was stopped from outside. */
    public boolean interrupted() {
        return trial != null && trial.interrupted() || runs.get(runs.size() - 1).interrupted();
    }

    /** Whether the shift by the context helped, in a sentence; empty where it was not tried. */
    public Optional<String> shiftTrial() {
        return Optional.ofNullable(trial).map(ShiftTrial::sentence);
    }

    /** Mean over the members of their best validation, in nats, each on its own rows; NaN without validation. */
    public double validationNll() {
        return runs.stream().mapToDouble(TrainingRun::bestNll).average().orElse(Double.NaN);
    }

    /** One row for each member: {@code member, epochs, best_epoch, validation_nll, ended}. */
    public Table table() {
        return Table.create(
                title(),
                IntColumn.create("member", IntStream.rangeClosed(1, runs.size())),
                numbers("epochs", TrainingRun::epochs),
                numbers("best_epoch", run -> run.bestEpoch().orElse(Double.NaN)),
                numbers("validation_nll", TrainingRun::bestNll),
                StringColumn.create("ended", runs.stream().map(TrainingRun::ending)));
    }

    private DoubleColumn numbers(String name, ToDoubleFunction<TrainingRun> of) {
        return DoubleColumn.create(name, runs.stream().mapToDouble(of).toArray());
    }

    private String title() {
        String text = "Ensemble of " + runs.size() + (runs.size() < wanted ? " of " + wanted : "") + " flows";
        return Double.isNaN(validationNll())
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                ", mean %svalidation %.4f nats",
                                crossValidated ? "cross-" : "",
                                validationNll());
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table())
                + shiftTrial().map(text -> "<p>" + text + "</p>").orElse("");
    }

    /** The {@link #table}, and {@link #shiftTrial}. */
    @Override
    public String toString() {
        return TextTable.of(table()) + shiftTrial().map(text -> "\n" + text).orElse("");
    }
}
