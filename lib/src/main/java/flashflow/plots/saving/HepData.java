package flashflow.plots.saving;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The numbers of a figure in the form of HEPData (hepdata-submission.readthedocs.io, "single YAML file"): a document for each
 * table, with its {@code independent_variables} and {@code dependent_variables} in bins or at points, and symmetric errors.
 * Curves and histograms of one panel that have the same bins or points share a table. Bins without a height are {@code '-'}.
 */
public final class HepData {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    /** {@code pt [GeV]}. */
    private static final Pattern WITH_UNIT = Pattern.compile("(.*) \\[([^]]*)]");

    private final StringBuilder yaml = new StringBuilder();

    /** Series that share a table: of one panel and the same places along x. */
    private record Key(String figure, int panel, List<List<Double>> places) {
        static Key of(DrawnSeries series) {
            var places = series.points().stream()
                    .map(point -> point.inBin() ? List.of(point.low(), point.high()) : List.of(point.x()))
                    .toList();
            return new Key(series.figure(), series.panel(), places);
        }
    }

    private HepData() {}

    /** The whole file. */
    public static String yaml(DrawnNumbers numbers) {
        Map<Key, List<DrawnSeries>> tables = new LinkedHashMap<>();
        for (DrawnSeries series : numbers.series()) {
            if (!series.points().isEmpty()) {
                tables.computeIfAbsent(Key.of(series), key -> new ArrayList<>()).add(series);
            }
        }
        var file = new HepData();
        int number = 0;
        for (List<DrawnSeries> table : tables.values()) {
            file.table(++number, table);
        }
        return file.yaml.toString();
    }

    private void table(int number, List<DrawnSeries> table) {
        var first = table.get(0);
        line("---");
        line("name: " + text("Table " + number));
        line("description: " + text(first.figure() + ", panel " + first.panel() + ": " + first.yAxis()));
        line("keywords: []");
        line("independent_variables:");
        header(first.xAxis());
        line("  values:");
        first.points().forEach(point -> line("  - " + place(point)));
        line("dependent_variables:");
        table.forEach(this::dependent);
    }

    private void dependent(DrawnSeries series) {
        header(series.yAxis());
        line("  qualifiers:");
        line("  - {name: sample, value: " + text(series.name()) + "}");
        line("  - {name: drawn as, value: " + text(series.shape()) + "}");
        line("  values:");
        series.points().forEach(point -> line("  - " + value(point)));
    }

    private void header(String title) {
        // Small panels have no titles of their vertical axes.
        String axis = title.isBlank() ? "height" : title;
        var unit = WITH_UNIT.matcher(axis);
        line(
                unit.matches()
                        ? "- header: {name: " + text(unit.group(1)) + ", units: " + text(unit.group(2)) + "}"
                        : "- header: {name: " + text(axis) + "}");
    }

    private static String place(DrawnPoint point) {
        return point.inBin()
                ? "{low: " + number(point.low()) + ", high: " + number(point.high()) + "}"
                : "{value: " + number(point.x()) + "}";
    }

    private static String value(DrawnPoint point) {
        String value = "value: " + number(point.y());
        boolean error = Double.isFinite(point.y()) && Double.isFinite(point.error());
        return "{" + value + (error ? ", errors: [{symerror: " + number(point.error()) + "}]" : "") + "}";
    }

    /** YAML 1.1 takes an exponent without a sign for text. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value).replaceFirst("E(\\d)", "E+$1") : "'-'";
    }

    /** Between double quotes YAML reads what JSON does. */
    private static String text(String words) {
        return GSON.toJson(words);
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }
}
