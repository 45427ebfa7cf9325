package flashflow.cards;

import flashflow.Html;
import flashflow.HtmlTable;
import java.util.List;

/** A card as a fragment of HTML. */
final class CardHtml {
    private CardHtml() {}

    static String of(String title, String about, List<CardSection> sections) {
        var html = new StringBuilder("<h3>Model card</h3>\n").append(paragraph(title));
        if (!about.isEmpty()) {
            html.append(paragraph(about));
        }
        for (var section : sections) {
            html.append("<h4>").append(Html.escape(section.title())).append("</h4>\n");
            section.sentences().forEach(sentence -> html.append(paragraph(sentence)));
            section.tables().forEach(table -> html.append(HtmlTable.whole(table)));
        }
        return html.toString();
    }

    private static String paragraph(String text) {
        return "<p>" + Html.escape(text) + "</p>\n";
    }
}
