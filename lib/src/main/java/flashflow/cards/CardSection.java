package flashflow.cards;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A part of a card.
 *
 * @param sentences above its tables
 * @param tables with a name where it is to be shown
 */
record CardSection(String title, List<String> sentences, List<Table> tables) {
    static CardSection of(String title, Table table) {
        return new CardSection(title, List.of(), List.of(table));
    }
}
