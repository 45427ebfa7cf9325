package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactColumnTest {
    /** The least number of a type is a missing one to Tablesaw. */
    @ParameterizedTest
    @CsvSource({
        "SIGNED, 8, -128, SHORT",
        "SIGNED, 16, -32767, SHORT",
        "SIGNED, 16, -32768, INTEGER",
        "UNSIGNED, 16, 65535, INTEGER",
        "SIGNED, 32, -2147483647, INTEGER",
        "SIGNED, 32, -2147483648, LONG",
        "UNSIGNED, 32, 4294967295, LONG",
        "SIGNED, 64, -9223372036854775807, LONG",
        "SIGNED, 64, -9223372036854775808, STRING",
        "UNSIGNED, 64, -1, STRING"
    })
    void everyWholeNumberIsItselfInATable(ColumnType.Kind kind, int bits, long value, String type) {
        var column = new CarriedColumn("c", new ColumnType(kind, bits));
        var exact = ExactColumn.of(column, new long[] {value, 1});
        var made = exact.toTableColumn();
        assertEquals(type, made.type().name());
        assertEquals(0, made.countMissing());
        assertEquals(exact.textAt(0), made.getString(0));
        assertEquals("1", made.getString(1));
    }
}
