package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

/** The table, the CSV and the YAML of every kind of figure hold the numbers that are drawn, and no others. */
class FigureDataTest {
    private static final Map<String, Figure> FIGURES = figures();

    private static Map<String, Figure> figures() {
        var figures = new LinkedHashMap<>(AllFigures.made());
        figures.putAll(SampleFigures.made());
        return figures;
    }

    static Stream<String> names() {
        return FIGURES.keySet().stream();
    }

    /** What one row of the table has to say. */
    private record Number(int panel, String series, double x, double y, double error) {}

    @ParameterizedTest
    @MethodSource("names")
    void theTableHoldsWhatIsDrawn(String name) {
        var figure = FIGURES.get(name);
        var expected = new ArrayList<Number>();
        for (int p = 0; p < figure.chart().panels().size(); p++) {
            for (Series series : figure.chart().panels().get(p).series()) {
                addDrawn(expected, p + 1, figure.chart().panels().get(p), series);
            }
        }
        assertEquals(expected, rows(figure.data()));
        assertTrue(!expected.isEmpty(), name);
    }

    private static void addDrawn(List<Number> numbers, int panel, Panel in, Series series) {
        double[] x = series.x();
        double[] y = series.y();
        switch (series.shape()) {
            case STEPS -> {
                for (int i = 0; i < y.length; i++) {
                    numbers.add(new Number(panel, series.group(), middle(in, x[i], x[i + 1]), y[i], Double.NaN));
                }
            }
            case AREA -> {
                for (int i = 0; i < y.length / 2; i += 2) {
                    double lower = y[y.length - 1 - i];
                    numbers.add(new Number(
                            panel, series.group(), middle(in, x[i], x[i + 1]), (y[i] + lower) / 2, (y[i] - lower) / 2));
                }
            }
            default -> {
                for (int i = 0; i < y.length; i++) {
                    double error = series.errors().length == 0 ? Double.NaN : series.errors()[i];
                    if (series.edges().length > 0 || Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                        numbers.add(new Number(panel, series.group(), x[i], y[i], error));
                    }
                }
            }
        }
    }

    private static double middle(Panel panel, double low, double high) {
        return panel.x().log() && low > 0 ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2;
    }

    private static List<Number> rows(Table data) {
        var rows = new ArrayList<Number>();
        data.forEach(row -> rows.add(new Number(
                row.getInt("panel"),
                row.getString("series"),
                row.getDouble("x"),
                row.getDouble("y"),
                row.getDouble("error"))));
        return rows;
    }

    /** To the last bit, with points, and nothing where there is no number. */
    @ParameterizedTest
    @MethodSource("names")
    void theCsvHoldsTheTable(String name, @TempDir Path folder) throws Exception {
        var figure = FIGURES.get(name);
        Path file = folder.resolve("numbers.csv");
        figure.save(file);
        var data = figure.data();
        var lines = Files.readAllLines(file);
        assertEquals(data.rowCount() + 1, lines.size());
        for (int row = 0; row < data.rowCount(); row++) {
            String line = lines.get(row + 1);
            var ends = new ArrayList<String>();
            for (String column : new String[] {"x", "x_low", "x_high", "y", "error"}) {
                double value = data.doubleColumn(column).getDouble(row);
                ends.add(Double.isNaN(value) ? "" : Double.toString(value));
            }
            assertTrue(line.endsWith("," + String.join(",", ends)), line);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theYamlHoldsEveryHeightInTablesOfEqualColumns(String name, @TempDir Path folder) throws Exception {
        var figure = FIGURES.get(name);
        Path file = folder.resolve("numbers.yaml");
        figure.save(file);
        String yaml = Files.readString(file);
        int dependent = 0;
        for (String table : yaml.substring(4).split("(?m)^---$")) {
            String[] halves = table.split("dependent_variables:\n", -1);
            assertEquals(3, halves.length, "'in' and one more: " + table);
            int places = values(halves[1]);
            for (String column : halves[2].split("- header: ", 0)) {
                if (!column.isBlank()) {
                    assertEquals(places, values(column), table);
                    dependent += places;
                }
            }
        }
        assertEquals(figure.data().rowCount(), dependent);
    }

    private static int values(String text) {
        return (int) Pattern.compile("(?m)^  - \\{(value: (-?\\d[-+.\\dE]*|'-')|low: )")
                .matcher(text)
                .results()
                .count();
    }
}
