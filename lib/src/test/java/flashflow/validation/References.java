package flashflow.validation;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Two samples, and what scipy, scikit-learn and numpy say of them (make_validation_references.py). */
final class References {
    static final List<String> COLUMNS = List.of("x", "y", "n", "tail");
    private static final Path FOLDER = Path.of("src/test/resources/validation");
    private static final Map<String, double[]> EXPECTED = expected();

    private References() {}

    static Table reference() {
        return rows("reference");
    }

    static Table sample() {
        return rows("sample");
    }

    static double[] values(Table table, String column) {
        return table.doubleColumn(column).asDoubleArray();
    }

    static Observations observations(Table table) {
        return Observations.of(table, COLUMNS);
    }

    /** The four columns, without the weights. */
    static Table unweighted(Table table) {
        return table.selectColumns(COLUMNS.toArray(String[]::new));
    }

    static double[] of(String name) {
        if (!EXPECTED.containsKey(name)) {
            throw new FlashFlowException("expected.csv has no line '" + name + "'.");
        }
        return EXPECTED.get(name);
    }

    static double number(String name) {
        return of(name)[0];
    }

    /** What jetnet says: mean and standard deviation over seeds (make_jetnet_references.py). */
    static double[] jetnet(String name) {
        return values("jetnet.csv").get(name);
    }

    private static Map<String, double[]> expected() {
        return values("expected.csv");
    }

    private static Map<String, double[]> values(String file) {
        var map = new HashMap<String, double[]>();
        for (String[] words : lines(file)) {
            map.put(words[0], numbers(words));
        }
        return map;
    }

    private static Table rows(String which) {
        var lines = lines("samples.csv");
        double[][] rows = lines.stream()
                .skip(1)
                .filter(words -> words[0].equals(which))
                .map(References::numbers)
                .toArray(double[][]::new);
        var table = Table.create(which);
        for (int c = 1; c < lines.get(0).length; c++) {
            int at = c - 1;
            table.addColumns(
                    DoubleColumn.create(lines.get(0)[c], Arrays.stream(rows).mapToDouble(row -> row[at])));
        }
        return table;
    }

    private static double[] numbers(String[] words) {
        return Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    }

    private static List<String[]> lines(String file) {
        try (var lines = Files.lines(FOLDER.resolve(file))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
