package flashflow.suggestion;

import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.RowSource;
import flashflow.preprocessing.Preprocessing;
import java.util.Locale;
import java.util.Optional;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A flow and a training that suit data of so many rows and columns, each choice with its reason. {@code FlowConfig.suggest} and
 * {@code Training.suggest} take it over, and whatever is set after them is what counts.
 *
 * <pre>{@code
 * display(Suggestion.of(preprocessing, data));
 * var model = FlowModel.of(FlowConfig.suggest(preprocessing, data).hidden(100), preprocessing);
 * Training.suggest(model, data).patience(40).fit(data);
 * }</pre>
 */
public final class Suggestion implements Viewable {
    private final DataShape shape;
    private final Rule rule;

    private Suggestion(DataShape shape) {
        this.shape = shape;
        this.rule = Rule.of(shape.rows());
    }

    /** What suits the rows of a source behind that preprocessing; reads a part of them, or all to fit it first. */
    public static Suggestion of(Preprocessing preprocessing, RowSource data) {
        return of(DataShape.of(preprocessing, data));
    }

    /** What suits data of that shape. */
    public static Suggestion of(DataShape shape) {
        return new Suggestion(shape);
    }

    /** What it was made for. */
    public DataShape shape() {
        return shape;
    }

    /** Whether the flow is autoregressive, instead of coupling. */
    public boolean autoregressive() {
        return shape.targets() < Rule.COUPLING_FROM_TARGETS;
    }

    /** Steps of the flow. */
    public int steps() {
        return rule.steps();
    }

    /** Width of the hidden layers. */
    public int hidden() {
        return Math.max(rule.hidden(), Math.min(Rule.WIDENED_TO, shape.context() + shape.targets()));
    }

    /** Residual blocks of a conditioner. */
    public int blocks() {
        return rule.blocks();
    }

    /** Bins of a spline. */
    public int bins() {
        return rule.bins();
    }

    /** B, where the splines end: in halves, so that almost all targets lie within. */
    public double tailBound() {
        double halves = Math.ceil(2 * shape.reach()) / 2;
        return halves <= 1 ? 1 : Math.max(Rule.LEAST_TAIL_BOUND, Math.min(Rule.MOST_TAIL_BOUND, halves));
    }

    /** Probability with which a hidden value is dropped. */
    public double dropout() {
        return rule.dropout();
    }

    /** Whether there is batch norm. */
    public boolean batchNorm() {
        return rule.batchNorm() && batchSize() >= Rule.BATCH_NORM_FROM_BATCH;
    }

    /** Whether the linear regression of the targets on the context is taken out before the splines. */
    public boolean contextShift() {
        return shape.context() > 0;
    }

    /** Whether targets between bounds are shifted as drawn from truncated normal laws. */
    public boolean truncatedShift() {
        return contextShift() && shape.bounded() > 0;
    }

    /** Share of the rows that is held out to validate on; 0 for none. */
    public double validationShare() {
        return rule.validationShare();
    }

    /** Rows of a batch. */
    public int batchSize() {
        long least = Math.max(Math.min(2, trainingRows()), trainingRows() / Rule.LEAST_BATCHES);
        return (int) Math.min(rule.batchSize(), least);
    }

    private long trainingRows() {
        return Math.max(1, Math.round(shape.rows() * (1 - validationShare())));
    }

    /** Whether the rows that are left over make a last, smaller batch. */
    public boolean keepsLastBatch() {
        return trainingRows() < (long) Rule.KEPT_BELOW_BATCHES * batchSize();
    }

    private long updatesOfAnEpoch() {
        return (trainingRows() + batchSize() - 1) / batchSize();
    }

    /** Epochs after which the training ends at the latest. */
    public int epochs() {
        long epochs = (rule.updates() + updatesOfAnEpoch() - 1) / updatesOfAnEpoch();
        return (int) Math.max(Rule.LEAST_EPOCHS, Math.min(Rule.MOST_EPOCHS, epochs));
    }

    /** Learning rate to begin with. */
    public double rate() {
        return rule.rate();
    }

    /** What the rate is multiplied by when the validation is at rest. */
    public double rateFactor() {
        return Rule.RATE_FACTOR;
    }

    /** Validations without a better one after which the rate falls; 0 without a validation. */
    public int ratePatience() {
        return patience() == 0 ? 0 : Math.max(1, patience() / Rule.REDUCTIONS);
    }

    /** Validations without a better one after which the training stops; 0 for never. */
    public int patience() {
        return validationShare() > 0 ? rule.patience() : 0;
    }

    /** Decoupled weight decay. */
    public double weightDecay() {
        return rule.weightDecay();
    }

    /** Norm to which longer gradients are scaled down. */
    public double clip() {
        return Rule.CLIP;
    }

    /** Decay of the averaged weights. */
    public double averaging() {
        return rule.averaging();
    }

    /** Flows of an ensemble that are worth their time; 1 for none. */
    public int members() {
        return rule.members();
    }

    /** One row for each choice: {@code choice, value, reason}. */
    public Table table() {
        return new Reasons(this).table();
    }

    /** Why a choice was made, by its name in the {@link #table}; empty where there is no such choice. */
    public Optional<String> reason(String choice) {
        return table().stream()
                .filter(row -> row.getString("choice").equals(choice))
                .map(row -> row.getString("reason"))
                .findFirst();
    }

    /** One line about the data. */
    String title() {
        return String.format(
                Locale.ROOT,
                "Suggested for %,d rows of %d context and %d target columns after preprocessing",
                shape.rows(),
                shape.context(),
                shape.targets());
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table());
    }

    /** The {@link #table}. */
    @Override
    public String toString() {
        return TextTable.of(table());
    }

    /** A table without rows, of the columns of {@link #table}. */
    Table empty() {
        return Table.create(
                title(), StringColumn.create("choice"), StringColumn.create("value"), StringColumn.create("reason"));
    }
}
