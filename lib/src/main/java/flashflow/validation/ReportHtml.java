package flashflow.validation;

import java.util.Locale;

/** A validation report as a fragment of HTML. */
final class ReportHtml {
    private static final String CELL = "<td style=\"text-align:right\">";

    private ReportHtml() {}

    static String of(ValidationReport report) {
        var html = new StringBuilder("<table><thead><tr><th>column</th><th>statistic</th><th>value</th>"
                + "<th>between halves of the reference</th><th>ratio</th></tr></thead><tbody>");
        for (Comparison row : report.comparisons()) {
            html.append("<tr><td>").append(TableHtml.escaped(row.column())).append("</td><td>");
            html.append(TableHtml.escaped(row.statistic())).append("</td>");
            html.append(CELL).append(withError(row.value(), row.error())).append("</td>");
            html.append(CELL).append(withError(row.nullValue(), row.nullError()));
            html.append("</td>")
                    .append(CELL)
                    .append(number("%.2f", row.ratio()))
                    .append("</td></tr>");
        }
        html.append("</tbody></table>");
        report.classifier().ifPresent(found -> html.append(TableHtml.of(found.table())));
        return html.append(TableHtml.warnings(report.warnings())).toString();
    }

    private static String withError(double value, double error) {
        return number("%.4g", value) + " &plusmn; " + number("%.1g", error);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
