package flashflow.suggestion;

import flashflow.HtmlTable;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** The choices of a suggestion with their reasons, line by line. */
final class Reasons {
    private final Suggestion suggestion;
    private final Table table;

    Reasons(Suggestion suggestion) {
        this.suggestion = suggestion;
        this.table = suggestion.empty();
    }

    Table table() {
        flow();
        training();
        return table;
    }

    private void flow() {
        boolean autoregressive = suggestion.autoregressive();
        add(
                "kind",
                autoregressive ? "autoregressive" : "coupling",
                autoregressive
                        ? "a single target has no partner to be coupled with; its spline depends on the context alone"
                        : "as fast to draw from as to train");
        add("steps", suggestion.steps(), rows());
        add("hidden", suggestion.hidden(), rows() + ", and no narrower than the columns it sees");
        add("blocks", suggestion.blocks(), rows());
        add("bins", suggestion.bins(), "each bin has to be seen often enough: " + rows());
        add("tailBound", suggestion.tailBound(), reach());
        add(
                "dropout",
                suggestion.dropout(),
                few(suggestion.dropout() > 0, "the net learns rows by heart", "is learnt by heart"));
        add(
                "batchNorm",
                Boolean.toString(suggestion.batchNorm()),
                suggestion.batchNorm()
                        ? "the batches are large enough for their means and deviations"
                        : "means and deviations of so small batches are noise to so few rows");
        add(
                "contextShift",
                Boolean.toString(suggestion.contextShift()),
                suggestion.contextShift()
                        ? "how the targets' means follow the context is fitted at once, not learned by the splines; an Ensemble tries without"
                        : "there is no context");
        if (suggestion.truncatedShift()) {
            add(
                    "truncatedShift",
                    "true",
                    suggestion.shape().bounded()
                            + " targets lie between bounds, where an error of measurement makes truncated laws");
        }
        add("identityStart", "true", "rows are not spent on unlearning a random beginning");
    }

    private void training() {
        boolean validated = suggestion.validationShare() > 0;
        add(
                "holdOut",
                suggestion.validationShare(),
                validated ? "rows to stop and choose by, not trained on" : "too few rows to spare any; use k folds");
        add("batchSize", suggestion.batchSize(), "noise of the gradient helps few rows, and speed many");
        if (suggestion.keepsLastBatch()) {
            add("keepLastBatch", "true", "an incomplete batch is a good part of so few rows");
        }
        add(
                "epochs",
                suggestion.epochs(),
                validated ? "at the latest; the validation ends it earlier" : "few, as no validation ends it");
        add("rate", suggestion.rate(), "Adam's usual one for flows of this size");
        add(
                "schedule",
                validated ? "plateau, x " + HtmlTable.number(suggestion.rateFactor()) : "cosine",
                validated
                        ? "the rate falls after " + suggestion.ratePatience()
                                + " validations without a better one, so it is small wherever the training stops"
                        : "falls to 0 at the end, which is fixed");
        add(
                "patience",
                suggestion.patience(),
                validated ? "validations without a better one, and the training stops" : "nothing to judge by");
        add("keepBest", Boolean.toString(validated), validated ? "the weights of the best validation" : "as above");
        add(
                "weightDecay",
                suggestion.weightDecay(),
                few(suggestion.weightDecay() > 0, "decoupled (AdamW), keeps the net smooth", "needs smoothing"));
        add("clip", suggestion.clip(), "a single odd row moves the weights only so far");
        add("averageWeights", suggestion.averaging(), "evens out the last updates' noise");
        add(
                "members",
                suggestion.members(),
                few(suggestion.members() > 1, "an Ensemble of flows is better than each", "is gained by an Ensemble"));
    }

    private String few(boolean used, String because, String not) {
        return used
                ? "few rows: " + because
                : String.format(
                        Locale.ROOT,
                        "with %,d rows hardly anything %s",
                        suggestion.shape().rows(),
                        not);
    }

    private String rows() {
        return String.format(Locale.ROOT, "%,d rows", suggestion.shape().rows());
    }

    private String reach() {
        return String.format(
                Locale.ROOT,
                "of 1,000 target values 999 lie within %.3g after preprocessing; the splines end here",
                suggestion.shape().reach());
    }

    private void add(String choice, double value, String reason) {
        add(choice, HtmlTable.number(value), reason);
    }

    private void add(String choice, String value, String reason) {
        table.stringColumn("choice").append(choice);
        table.stringColumn("value").append(value);
        table.stringColumn("reason").append(reason);
    }
}
