package flashflow.data.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.InMemoryDataset;
import flashflow.data.MixedRows;
import flashflow.data.RowSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    /** More than a block, and no multiple of what is evaluated at once. */
    private static final int ROWS = 70_001;

    private static double x(long row) {
        return MixedRows.x(row);
    }

    private static double y(long row) {
        return MixedRows.y(row);
    }

    private static final Map<String, LongPredicate> REFERENCES = new TreeMap<>(Map.ofEntries(
            Map.entry("x > 20", r -> x(r) > 20),
            Map.entry("M_x > 20 && abs(y) < 2.5", r -> x(r) > 20 && Math.abs(y(r)) < 2.5),
            Map.entry("x>20&&abs(y)<2.5||y>=2.6", r -> x(r) > 20 && Math.abs(y(r)) < 2.5 || y(r) >= 2.6),
            Map.entry("x > 20 and not (y < 0 or y > 1)", r -> x(r) > 20 && !(y(r) < 0 || y(r) > 1)),
            Map.entry("not x > 20 or tight", r -> !(x(r) > 20) || MixedRows.tight(r)),
            Map.entry("!tight && -x < -20", r -> !MixedRows.tight(r) && -x(r) < -20),
            Map.entry("tight == 1", MixedRows::tight),
            Map.entry("tight != true", r -> !MixedRows.tight(r)),
            Map.entry("20 < x <= 50.5", r -> 20 < x(r) && x(r) <= 50.5),
            Map.entry("x + 2 * y - y / 3 % 2 > 30", r -> x(r) + 2 * y(r) - y(r) / 3 % 2 > 30),
            Map.entry("(x + 2) * y > 30", r -> (x(r) + 2) * y(r) > 30),
            Map.entry("x - y - 3 > -+-10", r -> x(r) - y(r) - 3 > 10),
            Map.entry("- -y > 1e-1", r -> y(r) > 0.1),
            Map.entry("-2 % 2 + -y > 1", r -> -y(r) > 1),
            Map.entry("x != 30.1", r -> x(r) != 30.1),
            Map.entry("y == 0 || y == .05", r -> y(r) == 0 || y(r) == .05),
            Map.entry("y in (0, -2.6, x)", r -> y(r) == 0 || y(r) == -2.6 || y(r) == x(r)),
            Map.entry("x not in (1, 2)", r -> x(r) != 1 && x(r) != 2),
            Map.entry(
                    "sqrt(x) > 5 && exp(y) > log(x)",
                    r -> Math.sqrt(x(r)) > 5 && StrictMath.exp(y(r)) > StrictMath.log(x(r))),
            Map.entry("log10(x) < 1.5 || tan(y) > 2", r -> StrictMath.log10(x(r)) < 1.5 || StrictMath.tan(y(r)) > 2),
            Map.entry("sin(y) > cos(x)", r -> StrictMath.sin(y(r)) > StrictMath.cos(x(r))),
            Map.entry("atan2(y, x) > 0.01", r -> StrictMath.atan2(y(r), x(r)) > 0.01),
            Map.entry(
                    "min(x, 10 * y) > 3 || max(x, y) < 2",
                    r -> Math.min(x(r), 10 * y(r)) > 3 || Math.max(x(r), y(r)) < 2),
            Map.entry("pow(y, 2) > hypot(x, y) / 10", r -> StrictMath.pow(y(r), 2) > StrictMath.hypot(x(r), y(r)) / 10),
            Map.entry(
                    "cosh(y) > 2 && sinh(y) < 3 && tanh(y) > 0",
                    r -> StrictMath.cosh(y(r)) > 2 && StrictMath.sinh(y(r)) < 3 && StrictMath.tanh(y(r)) > 0),
            Map.entry("floor(x) == 33 || round(y) == -3", r -> Math.floor(x(r)) == 33 || (y(r) <= -2.5)),
            Map.entry("isnan(x) || x > 90", r -> Double.isNaN(x(r)) || x(r) > 90),
            Map.entry("isfinite(x) && isfinite(1 / y)", r -> !Double.isNaN(x(r)) && y(r) != 0),
            Map.entry("file == 'f2.root' || \"f3.root\" == file", r -> MixedRows.file(r)
                    .matches("f[23].root")),
            Map.entry("file != 'f2.root' and file not in ('f1.root')", r -> MixedRows.file(r)
                    .matches("f[03].root")),
            Map.entry("event == 9007199254740993", r -> MixedRows.event(r) == 9007199254740993L),
            Map.entry("event % 10 == 3", r -> MixedRows.event(r) % 10 == 3),
            Map.entry("event - 9007199254740990 < 7", r -> r / 3 < 7),
            Map.entry("min(event, 9007199254740995) == event", r -> MixedRows.event(r) <= 9007199254740995L),
            Map.entry("huge > 9223372036854775807", r -> MixedRows.huge(r) < 0),
            Map.entry("huge == 9223372036854775809", r -> MixedRows.huge(r) == Long.MIN_VALUE + 1),
            Map.entry("huge % 10 == 7", r -> Long.remainderUnsigned(MixedRows.huge(r), 10) == 7),
            Map.entry("huge > event", r -> true),
            Map.entry("w > 3.5e300 && true", r -> MixedRows.w(r) > 3.5e300),
            Map.entry("tight", MixedRows::tight),
            Map.entry("`M_x` > 1 && (((tight)))", r -> x(r) > 1 && MixedRows.tight(r))));

    @TestFactory
    List<DynamicTest> choosesTheRowsThatJavaWould() {
        return REFERENCES.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    long[] expected =
                            LongStream.range(0, ROWS).filter(each.getValue()).toArray();
                    assertArrayEquals(expected, chosen(new MixedRows(ROWS, 0), each.getKey()));
                }))
                .toList();
    }

    private static long[] chosen(RowSource source, String condition) {
        var kept = Selection.of(source).where(condition).rows().kept();
        return LongStream.range(0, source.rowCount()).filter(kept::contains).toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "x > > 3             ~ place 5: '>' stands where a number, a column or '('",
                "x >                 ~ place 4: the end stands where a number, a column or '('",
                "^^                  ~ place 1: the end stands where",
                "x > 3 )             ~ place 7: ')' stands where an operator",
                "(x > 3              ~ place 7: the end stands where ')'",
                "x > 3 y             ~ place 7: 'y' stands where an operator",
                "x = 3               ~ place 3: '=' means nothing here; write ==",
                "x > 3 & y > 3       ~ place 7: '&' means nothing here; write &&",
                "x > 3 | y           ~ place 7: '|' means nothing here; write || for or",
                "x ^ 2 > 3           ~ write pow(a, b)",
                "x # 3               ~ place 3: '#' means nothing here",
                "jet.pt > 3          ~ place 4: '.' means nothing here; write a column whose name holds a dot in backquotes",
                "file == 'a          ~ place 9: ''' means nothing here; close the text",
                "`x > 3              ~ place 1: '`' means nothing here; close the name",
                "x > 3pt             ~ place 5: '3p' is neither a number nor a name",
                "x + 3               ~ place 1: a number stands where true or false is needed",
                "3                   ~ place 1: a number stands where true or false",
                "'a'                 ~ place 1: a text stands where true or false",
                "abs(x) && y > 3     ~ place 1: a number stands where true or false",
                "y > 3 || x * 2      ~ place 10: a number stands where true or false",
                "not x + 1           ~ place 5: a number stands where true or false",
                "!3 > 2              ~ place 2: a number stands where true or false",
                "(x > 3) + 1 > 2     ~ place 1: true or false stands where a number is needed",
                "1 + (x > 3) > 2     ~ place 5: true or false stands where a number is needed",
                "(x > 3) == (y > 3)  ~ place 1: true or false stands where a number is needed",
                "abs(x > 3) > 2      ~ place 5: true or false stands where a number is needed",
                "-(x > 3) > 2        ~ place 2: true or false stands where a number is needed",
                "'a' + 1 > 2         ~ place 1: a text stands where a number is needed",
                "1 < x > 2           ~ place 7: a comparison cannot go on by '>'",
                "1 != x != 2         ~ place 8: a comparison cannot go on by '!='",
                "foo(x) > 3          ~ place 1: there is no function 'foo'; use one of abs, ",
                "pow(x) > 3          ~ 'pow' takes 2 numbers and is given 1",
                "isnan(x, y)         ~ 'isnan' takes 1 number and is given 2",
                "abs() > 3           ~ place 5: ')' stands where",
                "x in 3              ~ place 6: '3' stands where '('",
                "x in ()             ~ place 7: ')' stands where",
                "and > 3             ~ place 1: 'and' stands where a number",
                "x > 1e999           ~ place 5: the number is beyond float64",
                "event > 18446744073709551616  ~ place 9: 18446744073709551616 is no whole number of 64 bits",
                "event > -9223372036854775809  ~ place 9: -9223372036854775809 is no whole number of 64 bits"
            })
    void refusesWhatIsNoCondition(String text, String told) {
        assertRefused(told, () -> Condition.of(text));
    }

    private static void assertRefused(String told, org.junit.jupiter.api.function.Executable work) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(message.contains(told) && message.endsWith("."), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "xx > 3            ~ There is no column 'xx'; the nearest names are [M_x, ",
                "X > 3             ~ There is no column 'X'",
                "file > 'a'        ~ place 6: '>' compares texts; compare texts by == or !=",
                "file == 3         ~ place 6: '==' compares a text with a number",
                "x == 'a'          ~ place 3: '==' compares a text with a number",
                "abs(file) > 3     ~ place 5: the column 'file' holds text, and a number is needed",
                "file              ~ place 1: the column 'file' holds str values, and true or false is needed",
                "x                 ~ place 1: the column 'x' holds float64 values, and true or false is needed; compare it, such as x != 0",
                "y > 3 && !event   ~ place 11: the column 'event' holds int64 values",
                "event * event > 3 ~ is not exact in float64",
                "event + 9223372036854775807 > 3 ~ multiply one side by 1.0"
            })
    void refusesWhatTheColumnsAreNotFor(String text, String told) {
        assertRefused(told, () -> Selection.of(new MixedRows(100, 0)).where(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "!", "not ", "abs("})
    void refusesWhatIsTooDeep(String opening) {
        assertRefused("more than 200 deep", () -> Condition.of(opening.repeat(1900) + "x"));
    }

    @Test
    void longConditionsAreReadUpToALimit() {
        String sum = "x" + " + x".repeat(1990) + " > 3";
        assertEquals(sum, Condition.of(sum).toString());
        Selection.of(new MixedRows(100, 0)).where(sum);
        assertRefused("more than 4000 words", () -> Condition.of("x > 1" + " && x > 1".repeat(1200)));
    }

    /** Whole numbers and float64 against each other at the limits of both, without rounding. */
    @Test
    void comparesAtTheLimits() {
        String[] wholes = {
            "-9223372036854775808",
            "-9223372036854775807",
            "-9007199254740993",
            "-9007199254740992",
            "-1",
            "0",
            "5",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "9007199254740994",
            "9223372036854775295",
            "9223372036854775807",
            "9223372036854775808",
            "9223372036854775809",
            "18446744073709549568",
            "18446744073709551615"
        };
        String[] reals = {
            "-1e300",
            "-9223372036854775808.0",
            "-9007199254740992.0",
            "-0.5",
            "0.0",
            "4.5",
            "5.0",
            "9007199254740992.0",
            "9007199254740994.0",
            "9223372036854774784.0",
            "9223372036854775808.0",
            "18446744073709549568.0",
            "18446744073709551616.0",
            "1e300"
        };
        for (String a : wholes) {
            for (String[] others : List.of(wholes, reals)) {
                for (String b : others) {
                    int sign = new java.math.BigDecimal(a).compareTo(exact(b));
                    assertSign(sign, a, b);
                    assertSign(-sign, b, a);
                }
            }
        }
    }

    private static java.math.BigDecimal exact(String text) {
        return text.contains(".") || text.contains("e")
                ? new java.math.BigDecimal(Double.parseDouble(text))
                : new java.math.BigDecimal(text);
    }

    private static void assertSign(int sign, String a, String b) {
        assertEquals(sign < 0, holds(a + " < " + b), a + " < " + b);
        assertEquals(sign <= 0, holds(a + " <= " + b), a + " <= " + b);
        assertEquals(sign == 0, holds(a + " == " + b), a + " == " + b);
        assertEquals(sign != 0, holds(a + " != " + b), a + " != " + b);
        assertEquals(sign > 0, holds(a + " > " + b), a + " > " + b);
        assertEquals(sign >= 0, holds(a + " >= " + b), a + " >= " + b);
    }

    /** Without columns. */
    private static boolean holds(String condition) {
        var none = new NamedColumns(new MixedRows(1, 0), List.of());
        return Condition.of(condition)
                .truths(new ColumnBlock(none, new double[0], List.of(), 0, 1))
                .holds()[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7 % 4 == 3",
                "-7 % 4 == -3",
                "7.5 % 2 == 1.5",
                "7 / 2 == 3.5",
                "abs(-9223372036854775808) == 9223372036854775808",
                "isnan(5 % 0)",
                "1 / 0 > 1e308",
                "round(2.5) == 3",
                "round(-2.5) == -3",
                "round(0.49999999999999994) == 0",
                "floor(-0.5) == -1",
                "2 + 3 * 4 == 14",
                "-2 - -3 == 1",
                "9007199254740992 + 1 == 9007199254740993",
                "9007199254740993 * 1.0 == 9007199254740992",
                "max(9007199254740993, 1) == 9007199254740993",
                "4000000000 * 4000000000 > 1e19",
                "!false && (true || false)",
                "1 == 1.0 == 1",
                "5 in (1, 2, 5.0)",
                "'a' == \"a\"",
                "'a' != 'b'",
                "not 1 > 2",
                "-9223372036854775808 < 0",
                "2e0 == 2",
                "0.1 + 0.2 > 0.3"
            })
    void computesAsItShould(String condition) {
        assertTrue(holds(condition), condition);
    }

    @Test
    void namesMayHoldWhatTheyLike() {
        var layout = new ColumnLayout(List.of("jets/pt.raw", "pt[0]"), List.of("a b", "größe"));
        var rows = InMemoryDataset.of(layout, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertArrayEquals(new long[] {1}, chosen(rows, "`jets/pt.raw` == 5 && pt[0] == 6 && `a b` == 7 && größe == 8"));
    }

    /** A column of both kinds is taken from the carried ones, exactly. */
    @Test
    void carriedColumnsComeFirst() {
        long[] ids = {9007199254740992L, 9007199254740993L};
        var both = new RowSource() {
            @Override
            public ColumnLayout layout() {
                return new ColumnLayout(List.of(), List.of("id"));
            }

            @Override
            public long rowCount() {
                return 2;
            }

            @Override
            public void read(long firstRow, int rows, float[] into, int offset) {
                throw new AssertionError("not needed");
            }

            @Override
            public List<CarriedColumn> carried() {
                return List.of(new CarriedColumn("id", ColumnType.INT64));
            }

            @Override
            public List<ExactColumn> readCarried(long firstRow, int rows) {
                return List.of(ExactColumn.of(
                        carried().get(0), Arrays.copyOfRange(ids, (int) firstRow, (int) firstRow + rows)));
            }
        };
        assertArrayEquals(new long[] {1}, chosen(both, "id == 9007199254740993"));
    }
}
