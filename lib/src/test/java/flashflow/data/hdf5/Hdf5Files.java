package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** The committed files of src/test/resources/hdf5 and what is in them; see src/test/python/make_hdf5_files.py. */
public final class Hdf5Files {
    public static final int ROWS = 61;
    public static final int COLUMNS = 5;
    public static final ColumnLayout LAYOUT = new ColumnLayout(List.of("a", "b"), List.of("x", "y", "z"));

    private Hdf5Files() {}

    public static Path path(String name) {
        try {
            return Path.of(Hdf5Files.class.getResource("/hdf5/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Hdf5Dataset open(String name) {
        return Hdf5Dataset.of(LAYOUT, path(name)).open();
    }

    public static float value(long row, int column) {
        return row * 0.5f - column * 8;
    }

    public static float integer(long row, int column) {
        return row * 2 + column;
    }

    public static float[] readAll(RowSource source) {
        float[] rows = new float[(int) source.rowCount() * source.layout().width()];
        source.read(0, (int) source.rowCount(), rows, 0);
        return rows;
    }

    /** Runs something that must be refused, and checks that the sentence holds what a user needs. */
    public static void assertRefused(Executable work, String... parts) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is missing in: " + message);
        }
        assertTrue(message.endsWith(".") && message.length() < 500, message);
    }

    /** What is told of a file besides that its columns are taken by position. */
    static List<String> toldBesidesPositions(Hdf5Dataset dataset) {
        return dataset.warnings().stream()
                .filter(sentence -> !sentence.contains("taken by position"))
                .toList();
    }
}
