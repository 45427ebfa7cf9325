package flashflow.spark.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.spark.files.FileFormat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command line is understood as a whole or refused. */
class OptionsTest {
    @Test
    void everyOptionIsRead() {
        var options =
                Options.of(("--in a b --model m --out o --seed -7 --folds 3 --format PARQUET --range-rows 9 --carry x y"
                                + " --skip-unreadable --master local[2]")
                        .split(" "));
        assertEquals(List.of(Path.of("a"), Path.of("b")), options.in());
        assertEquals("m", options.needed("model"));
        assertEquals(-7, options.number("seed", 0));
        assertEquals(3, options.folds());
        assertEquals(FileFormat.PARQUET, options.format());
        assertEquals(9, options.number("range-rows", 0));
        assertArrayEquals(new String[] {"x", "y"}, options.carried());
        assertTrue(options.has("skip-unreadable"));
    }

    @Test
    void whatIsNotSaidHasItsUsualValue() {
        var options = Options.of("--in", "a");
        assertEquals(0, options.number("seed", 0));
        assertEquals(1, options.folds());
        assertEquals(FileFormat.HDF5, options.format());
        assertThrows(FlashFlowException.class, () -> options.needed("model"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "--sed 4", "--seed", "--seed 1 2", "--in", "--skip-unreadable yes", "--model m --model n"})
    void whatIsNoOptionIsRefused(String line) {
        assertThrows(FlashFlowException.class, () -> Options.of(line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--folds 0", "--folds 4294967297", "--folds x", "--format csv"})
    void aValueThatCannotBeIsRefused(String line) {
        var options = Options.of(line.split(" "));
        assertThrows(FlashFlowException.class, () -> {
            options.folds();
            options.format();
        });
    }
}
