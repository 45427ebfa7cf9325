package flashflow.training;

import flashflow.flow.density.Adam;
import flashflow.suggestion.Suggestion;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.Plateau;
import flashflow.training.schedule.Schedule;
import flashflow.training.state.TrainingSettings;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The settings of a training as they were suggested, before some were set by hand.
 *
 * @param suggestion knows the reasons; null where nothing was suggested
 */
record SuggestedSettings(Suggestion suggestion, TrainingSettings settings) {
    private static final String USUAL = "usual";
    private static final String BY_HAND = "set by hand";
    private static final List<String> SHOWN = List.of(
            "holdOut",
            "batchSize",
            "keepLastBatch",
            "epochs",
            "schedule",
            "patience",
            "keepBest",
            "weightDecay",
            "clip",
            "averageWeights",
            "accumulate",
            "validateEvery",
            "seed");

    /** Settings that have no particular reason. */
    static SuggestedSettings usual(TrainingSettings settings) {
        return new SuggestedSettings(null, settings);
    }

    static SuggestedSettings of(Suggestion suggestion) {
        return new SuggestedSettings(suggestion, TrainingSettings.standard().with(draft -> take(suggestion, draft)));
    }

    private static void take(Suggestion from, TrainingSettings.Draft draft) {
        draft.holdOut = from.validationShare();
        draft.batchSize = from.batchSize();
        draft.keepLastBatch = from.keepsLastBatch();
        draft.epochs = from.epochs();
        draft.schedule = schedule(from);
        draft.patience = from.patience();
        draft.keepBest = from.validationShare() > 0;
        draft.adam = Adam.Settings.decoupled(from.weightDecay()).clip(from.clip());
        draft.emaDecay = from.averaging();
    }

    private static Schedule schedule(Suggestion from) {
        int patience = from.ratePatience();
        return patience == 0
                ? CosineAnnealing.from(from.rate())
                : Plateau.from(from.rate()).factor(from.rateFactor()).patience(patience);
    }

    /** One row for each setting of a training: {@code setting, value, reason}. */
    Table table(TrainingSettings now) {
        var table = Table.create(
                title(), StringColumn.create("setting"), StringColumn.create("value"), StringColumn.create("reason"));
        var named = now.named();
        var before = settings.named();
        SHOWN.forEach(name -> add(table, name, named.get(name), before.get(name)));
        return table;
    }

    private String title() {
        if (suggestion == null) {
            return "Training";
        }
        String title = suggestion.table().name();
        return "Training, " + title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private void add(Table table, String name, Object value, Object suggested) {
        table.stringColumn("setting").append(name);
        table.stringColumn("value").append(value.toString());
        table.stringColumn("reason").append(value.equals(suggested) ? reason(name) : BY_HAND);
    }

    private String reason(String name) {
        return suggestion == null ? USUAL : suggestion.reason(name).orElse(USUAL);
    }
}
