package flashflow.events;

import flashflow.HtmlTable;
import flashflow.Viewable;
import flashflow.reporting.Durations;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a generation into events did.
 *
 * @param files the files written
 * @param events events that came in, each of which comes out once a fold, with or without objects
 * @param folds draws of each event
 * @param objects counts of each kind
 * @param seconds that it took, extraction and writing included
 * @param warnings what a user should know, one sentence each; told already
 */
public record EventReport(
        List<Path> files, long events, int folds, List<ObjectReport> objects, double seconds, List<String> warnings)
        implements Viewable {
    private static final int FEW = 4;

    /** Copies the lists. */
    public EventReport {
        files = List.copyOf(files);
        objects = List.copyOf(objects);
        warnings = List.copyOf(warnings);
    }

    /** Several counted together. */
    static EventReport sum(List<EventReport> reports, int folds, double seconds) {
        var objects = new LinkedHashMap<String, ObjectReport>();
        reports.forEach(
                report -> report.objects().forEach(kind -> objects.merge(kind.kind(), kind, ObjectReport::plus)));
        return new EventReport(
                reports.stream().flatMap(report -> report.files().stream()).toList(),
                reports.stream().mapToLong(EventReport::events).sum(),
                folds,
                List.copyOf(objects.values()),
                seconds,
                reports.stream()
                        .flatMap(report -> report.warnings().stream())
                        .distinct()
                        .toList());
    }

    /** A row for each kind: {@code generator objects, found, unmatched, written, redrawn, held, rounded}. */
    public Table table() {
        return Table.create(
                title(),
                StringColumn.create("objects", objects.stream().map(ObjectReport::kind)),
                column("generator objects", ObjectReport::generated),
                column("found", ObjectReport::found),
                column("unmatched", ObjectReport::unmatched),
                column("written", ObjectReport::written),
                column("drawn again", ObjectReport::redrawn),
                StringColumn.create("held to the range", objects.stream().map(kind -> inWords(kind.held()))),
                StringColumn.create("rounded", objects.stream().map(kind -> inWords(kind.rounded()))));
    }

    private LongColumn column(String name, ToLongFunction<ObjectReport> count) {
        return LongColumn.create(name, objects.stream().mapToLong(count).toArray());
    }

    private static String inWords(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private String title() {
        return String.format(
                Locale.ROOT,
                "%,d events%s in %s, written to %s",
                events,
                folds == 1 ? "" : String.format(Locale.ROOT, " in %d folds", folds),
                Durations.text(seconds),
                names());
    }

    private String names() {
        String first = files.stream()
                .limit(FEW)
                .map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
        return files.isEmpty()
                ? "no file"
                : files.size() > FEW ? first + " and " + (files.size() - FEW) + " more" : first;
    }

    /** The whole in a line or two. */
    @Override
    public String toString() {
        return title()
                + objects.stream()
                        .map(kind -> String.format(
                                Locale.ROOT,
                                "; %s: %,d of %,d found, %,d unmatched, %,d draws thrown away",
                                kind.kind(),
                                kind.found(),
                                kind.generated(),
                                kind.unmatched(),
                                kind.redrawn()))
                        .collect(Collectors.joining());
    }

    /** The table; the warnings were told while they came. */
    @Override
    public String toHtml() {
        return HtmlTable.whole(table());
    }
}
