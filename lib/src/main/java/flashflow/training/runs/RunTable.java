package flashflow.training.runs;

import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.reporting.Durations;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Trainings as rows of a table. */
final class RunTable {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final List<RunFolder> runs;

    RunTable(List<RunFolder> runs) {
        this.runs = runs;
    }

    /** See {@link Runs#table}. */
    Table table(String name) {
        var table = Table.create(
                name,
                texts("run", RunFolder::name),
                texts("state", RunFolder::state),
                numbers("best_nll", RunFolder::bestNll),
                numbers("best_epoch", RunFolder::bestEpoch),
                numbers("epochs", RunFolder::epochs),
                numbers("of_epochs", RunFolder::ofEpochs),
                numbers("updates", RunFolder::updates),
                numbers("seconds", RunFolder::seconds),
                LongColumn.create(
                        "bytes", runs.stream().mapToLong(RunFolder::bytes).toArray()),
                texts("written", run -> minute(run.written())));
        new Differences(runs)
                .columns()
                .forEach((trait, values) -> table.addColumns(StringColumn.create(trait, values)));
        return table.addColumns(texts("remark", RunTable::remark));
    }

    private StringColumn texts(String name, Function<RunFolder, String> text) {
        return StringColumn.create(name, cells(text));
    }

    private DoubleColumn numbers(String name, ToDoubleFunction<RunFolder> number) {
        return DoubleColumn.create(name, runs.stream().mapToDouble(number).toArray());
    }

    private List<String> cells(Function<RunFolder, String> text) {
        return runs.stream().map(text).toList();
    }

    /** @param sentences below the table */
    String html(Path root, List<String> sentences) {
        if (runs.isEmpty()) {
            return "<p>No training has its checkpoints in " + Html.escape(root.toString()) + ".</p>"
                    + Html.warnings(sentences);
        }
        var html = new HtmlTable()
                .unbroken("run", cells(RunFolder::name))
                .unbroken("state", cells(RunFolder::state))
                .numbers("best NLL [nats]", cells(run -> number(run.bestNll())))
                .numbers("at epoch", cells(run -> number(run.bestEpoch())))
                .unbrokenNumbers("epochs", cells(RunTable::epochs))
                .unbrokenNumbers("time", cells(run -> Durations.text(run.seconds())))
                .unbrokenNumbers("size", cells(run -> megabytes(run.bytes())))
                .unbroken("written", cells(run -> minute(run.written())));
        new Differences(runs).columns().forEach(html::texts);
        if (runs.stream().anyMatch(run -> !run.remarks().isEmpty())) {
            html.texts("remark", cells(RunTable::remark));
        }
        return html.html(caption()) + Html.warnings(sentences);
    }

    private String caption() {
        String trainings = runs.size() == 1 ? "1 training" : runs.size() + " trainings";
        String differing = runs.size() == 1 ? "" : "; of the settings those that differ";
        return trainings + ", the best validation first" + differing;
    }

    private static String epochs(RunFolder run) {
        return number(run.epochs()) + (Double.isNaN(run.ofEpochs()) ? "" : " of " + number(run.ofEpochs()));
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
    }

    private static String minute(Instant instant) {
        return instant == null ? "" : MINUTE.format(instant);
    }

    private static String remark(RunFolder run) {
        return String.join(" ", run.remarks());
    }
}
