package flashflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HtmlTableTest {
    @Test
    void aSmallTableIsShownWholeAndALongOneInPart() {
        var table = Table.create(
                "long", DoubleColumn.create("x", IntStream.range(0, 30).toArray()));
        String whole = HtmlTable.whole(table);
        assertEquals(31, whole.split("<tr>").length - 1);
        assertFalse(whole.contains("rows"));
        String part = HtmlTable.of(table);
        assertEquals(22, part.split("<tr>").length - 1);
        assertTrue(part.contains(">9</td>") && part.contains(">…</td>") && part.contains(">20</td>"));
        assertFalse(part.contains(">10</td>") || part.contains(">19</td>"));
        assertTrue(part.contains("long: 30 rows, 1 columns"));
    }

    @Test
    void numbersStandToTheRightAndTextIsEscaped() {
        var odd = Table.create(
                "<n>", StringColumn.create("a&b", "<i>\"x\""), DoubleColumn.create("v", new double[] {0.5}));
        String html = HtmlTable.whole(odd);
        assertTrue(html.contains("<td style=\"text-align:left\">&lt;i&gt;&quot;x&quot;</td>"), html);
        assertTrue(html.contains("<td style=\"text-align:right\">0.5</td>"), html);
        assertTrue(html.contains("a&amp;b</th>") && html.contains("&lt;n&gt;"), html);
        var written = new HtmlTable().texts("t", List.of("1 < 2")).numbers("n", List.of("1 ± 2"));
        assertTrue(written.html("")
                .endsWith("1 &lt; 2</td><td style=\"text-align:right\">1 ± 2</td></tr>\n</tbody></table></div>\n"));
    }

    @Test
    void wholeNumbersKeepAllTheirDigits() {
        var table = Table.create("t", LongColumn.create("id", new long[] {(1L << 53) + 1}));
        assertTrue(HtmlTable.of(table).contains(">9007199254740993</td>"));
    }

    @Test
    void missingValuesAreEmptyCells() {
        var table = Table.create("t", DoubleColumn.create("v", new double[] {Double.NaN, 1}));
        assertTrue(HtmlTable.whole(table).contains("<td style=\"text-align:right\"></td>"));
    }

    @Test
    void numbersKnowNoLocale() {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("0.12346", HtmlTable.number(0.123456));
            assertEquals("1.2346e-05", HtmlTable.number(1.23456e-5));
            assertTrue(HtmlTable.of(Table.create("t", DoubleColumn.create("v", new double[1234])))
                    .contains("1,234 rows"));
        } finally {
            Locale.setDefault(usual);
        }
    }
}
