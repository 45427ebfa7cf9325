package flashflow.training;

import flashflow.suggestion.Suggestion;
import flashflow.training.schedule.Schedule;
import flashflow.training.state.TrainingSettings;
import java.util.Locale;
import java.util.Objects;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The settings of a training, each with the reason for which it was suggested, or the word that it was set by hand. */
final class SettingsTable {
    private static final String BY_HAND = "set by hand";

    private final Suggestion suggestion;
    private final StringColumn names = StringColumn.create("setting");
    private final StringColumn values = StringColumn.create("value");
    private final StringColumn reasons = StringColumn.create("reason");

    /** @param suggestion null where nothing was suggested */
    SettingsTable(Suggestion suggestion) {
        this.suggestion = suggestion;
    }

    /** @param suggested what the settings were at first */
    Table of(TrainingSettings settings, TrainingSettings suggested) {
        add("holdOut", settings.holdOut(), suggested.holdOut());
        add("batchSize", settings.batchSize(), suggested.batchSize());
        add("keepLastBatch", settings.keepLastBatch(), suggested.keepLastBatch());
        add("epochs", settings.epochs(), suggested.epochs());
        add("schedule", settings.schedule(), suggested.schedule());
        add("patience", settings.patience(), suggested.patience());
        add("keepBest", settings.keepBest(), suggested.keepBest());
        add("weightDecay", settings.adam().weightDecay(), suggested.adam().weightDecay());
        add("clip", settings.adam().maxNorm(), suggested.adam().maxNorm());
        add("averageWeights", settings.emaDecay(), suggested.emaDecay());
        add("accumulate", settings.accumulation(), suggested.accumulation());
        add("validateEvery", settings.validateEvery(), suggested.validateEvery());
        add("seed", settings.seed(), suggested.seed());
        String title = suggestion == null
                ? "Training"
                : "Training, " + lower(suggestion.table().name());
        return Table.create(title, names, values, reasons);
    }

    private static String lower(String title) {
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private void add(String name, Object value, Object suggested) {
        names.append(name);
        values.append(value instanceof Schedule schedule ? text(schedule) : value.toString());
        reasons.append(Objects.equals(value, suggested) ? reason(name) : BY_HAND);
    }

    /** Records say what they are made of. */
    private static String text(Schedule schedule) {
        return schedule instanceof Record ? schedule.toString() : "code";
    }

    private String reason(String name) {
        return suggestion == null
                ? "usual"
                : suggestion.table().stream()
                        .filter(row -> row.getString("choice").equals(name))
                        .map(row -> row.getString("reason"))
                        .findFirst()
                        .orElse("usual");
    }
}
