package flashflow.data.hdf5.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.hdf5.Hdf5;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.columns.ColumnsView;
import flashflow.data.hdf5.columns.HdfColumns;
import flashflow.data.hdf5.reading.ChunkCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each line that a look says a dataset opens with does open it. */
class SuggestedLinesTest {
    private static final Path FOLDER = Path.of("src/test/resources/hdf5");

    /** Lines of a look, and the remark that another part of the dataset could be taken. */
    private static final Pattern LINE = Pattern.compile(
            "Hdf5Dataset\\.(?<call>\\w+)\\((layout, )?path(, \"(?<place>.*?)\")?\\)(?<steps>(\\.\\w+\\([^()]*\\))*)"
                    + "( // or \"(?<or>.*)\")?");

    private static final Pattern STEP = Pattern.compile("\\.(\\w+)\\((?:\"([^()]*)\")?\\)");

    @TestFactory
    Stream<DynamicTest> opensWhatItSays() throws IOException {
        try (var looks = Files.list(FOLDER.resolve("looks"));
                var columns = Files.list(FOLDER.resolve("columns"))) {
            return Stream.concat(looks, columns)
                    .filter(file -> file.toString().endsWith(".h5"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList()
                    .stream();
        }
    }

    /** Opens every line of a file's look. */
    static void check(Path file) {
        var lines = Hdf5.look(file).rows().stream()
                .filter(row -> row.opening().opens())
                .toList();
        for (LookRow row : lines) {
            try {
                open(file, row.opening().text());
            } catch (RuntimeException e) {
                throw new AssertionError(row.path() + ": " + row.opening().text(), e);
            }
        }
    }

    private static void open(Path file, String line) {
        var parts = LINE.matcher(line);
        assertTrue(parts.matches(), line);
        switch (parts.group("call")) {
            case "jets" -> read(Hdf5Dataset.jets(file));
            case "muons" -> read(Hdf5Dataset.muons(file));
            case "of" -> matrix(file, argument(parts.group("steps"), "dataset"));
            default -> {
                columns(file, plain(parts.group("place")), parts.group("steps"));
                if (parts.group("or") != null) {
                    columns(file, plain(parts.group("or")), "");
                }
            }
        }
    }

    /** A text as the compiler reads it. */
    private static String plain(String literal) {
        return literal.replaceAll("\\\\(.)", "$1");
    }

    private static String argument(String steps, String step) {
        return STEP.matcher(steps)
                .results()
                .filter(found -> found.group(1).equals(step))
                .map(found -> String.valueOf(found.group(2)))
                .findFirst()
                .orElse("");
    }

    private static void matrix(Path file, String dataset) {
        String path = dataset.isEmpty() ? "data" : plain(dataset);
        var layout = new ColumnLayout(List.of(), numbers(file, path, ColumnsView.PLAIN));
        read(Hdf5Dataset.of(layout, file)
                .dataset(path)
                .nonFinite(NonFinite.DROP)
                .open());
    }

    private static void columns(Path file, String place, String steps) {
        var line = Hdf5Dataset.columns(file, place);
        line = steps.contains(".flatten()") ? line.flatten() : line;
        line = steps.contains(".transposed()") ? line.transposed() : line;
        String labels = argument(steps, "labels");
        line = labels.isEmpty() ? line : line.labels(labels);
        var view = new ColumnsView(steps.contains(".flatten()"), steps.contains(".transposed()"), labels);
        var names = numbers(file, place, view);
        var open = line.targets(names.toArray(String[]::new)).nonFinite(NonFinite.DROP);
        String mask = argument(steps, "mask");
        unlessAllAreLeftOut(mask.isEmpty() ? open : open.mask(mask));
        if (!labels.isEmpty()) {
            assertTrue(names.stream().noneMatch(name -> name.endsWith("]")), names::toString);
        }
    }

    /** Opens, but for what holds nothing that can be trained on: the looks' masks are zero, some real columns NaN alone. */
    private static void unlessAllAreLeftOut(ColumnDataset.Builder builder) {
        try {
            read(builder.open());
        } catch (FlashFlowException e) {
            String said = e.getMessage();
            assertTrue(said.matches(".*'mask \\w+', keeps none.*") || said.contains("every row holds NaN"), said);
        }
    }

    /** Names of all columns of numbers; there is at least one. */
    private static List<String> numbers(Path file, String place, ColumnsView view) {
        try (var store = HdfColumns.open(file, List.of(place), view, ChunkCache.ofDataset())) {
            return store.columns().stream()
                    .filter(column -> column.type().kind() != ColumnType.Kind.TEXT)
                    .map(CarriedColumn::name)
                    .toList();
        }
    }

    private static void read(RowSource rows) {
        try (rows) {
            int count = (int) Math.min(3, rows.rowCount());
            assertEquals(count, rows.head(count).rowCount());
            assertTrue(rows.width() > 0);
        }
    }
}
