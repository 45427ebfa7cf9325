package flashflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flashflow.data.columns.CsvDataset;
import flashflow.data.columns.CsvWriter;
import flashflow.plots.Figure;
import flashflow.plots.PlotOptions;
import flashflow.plots.Plots;
import flashflow.posterior.PosteriorDraws;
import flashflow.preprocessing.Preprocessing;
import flashflow.validation.FoldHistogram;
import flashflow.validation.Validation;
import flashflow.validation.ValidationOptions;
import flashflow.validation.calibration.Calibration;
import flashflow.validation.calibration.CalibrationOptions;
import flashflow.validation.calibration.CalibrationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Figures, tables and reports are the same wherever the machine stands, in digits and decimal points too. */
class LocalesTest {
    private static final Locale USUAL = Locale.getDefault();
    private static final Table A = OddTables.ORDINARY.reference();
    private static final Table B = OddTables.ORDINARY.sample();
    private static final Map<String, Supplier<String>> TEXTS = texts();

    @TempDir
    static Path folder;

    private static Map<String, Supplier<String>> texts() {
        var texts = new LinkedHashMap<String, Supplier<String>>();
        var options = ValidationOptions.defaults().withRepetitions(3, 2);
        texts.put("report", () -> Validation.compare(A, B, options).toString());
        texts.put("report as HTML", () -> Validation.compare(A, B, options).toHtml());
        texts.put(
                "bins", () -> Validation.conditional(A, B, "x", "c", 1, 1.5, 2).toString());
        texts.put("bins as HTML", () -> Validation.conditional(A, B, "x", "c", 1, 1.5, 2)
                .toHtml());
        texts.put("curves", () -> Validation.roc(A, B, "x", "f", 5, 0).toString());
        texts.put("calibration", () -> calibration().toString() + calibration().toHtml());
        texts.put(
                "posterior",
                () -> PosteriorDraws.of(A).toString() + PosteriorDraws.of(A).credibleRegion("x", 0.68));
        texts.put("a table", () -> TextTable.of(A) + HtmlTable.of(A));
        texts.put("a file of CSV", LocalesTest::csv);
        texts.put(
                "a table read from CSV",
                () -> TextTable.of(
                        CsvDataset.columns(file(csv())).targets("*").open().table()));
        texts.put("a preprocessing", () -> Preprocessing.jets().toString());
        figures().forEach((name, figure) -> {
            texts.put(name + " as SVG", () -> figure.get().svg());
            texts.put(
                    name + " as HTML", () -> figure.get().htmlWithoutPlotly().replaceAll("flashflow-[-0-9a-f]+", "id"));
        });
        return texts;
    }

    private static String csv() {
        Path file = file("");
        try (var writer = CsvWriter.to(file, List.of("x", "y"), List.of())) {
            writer.write(new float[] {0.5f, -1234567.75f, 1e-9f, 3}, 0, 2, List.of());
            writer.finish();
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String content) {
        try {
            return Files.writeString(folder.resolve("some.csv"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CalibrationReport calibration() {
        return Calibration.compare(List.of("x"), A, A, CalibrationOptions.defaults());
    }

    private static Map<String, Supplier<Figure>> figures() {
        var figures = new LinkedHashMap<String, Supplier<Figure>>();
        figures.put("distribution", () -> Plots.distribution("x", A, B));
        figures.put(
                "logarithmic distribution",
                () -> Plots.distribution(
                        "c", A, B, PlotOptions.defaults().withLogX().withLogY()));
        figures.put("posterior", () -> Plots.corner(List.of("x", "c"), Map.of("draws", A), Map.of("x", 0.5)));
        figures.put("ranks", () -> Plots.ranks(calibration()));
        figures.put("coverage", () -> Plots.coverage(calibration()));
        figures.put("distributions", () -> Plots.distributions(A, B));
        figures.put("corner", () -> Plots.corner(List.of("x", "y"), A, B));
        figures.put("profile", () -> Plots.profile("x", "c", A, A, B));
        figures.put("flavours", () -> Plots.byFlavour("x", "f", A, A, B));
        figures.put("ROC", () -> Plots.roc("x", "f", A, A, B));
        figures.put(
                "oversampled",
                () -> Plots.oversampled("x", FoldHistogram.of(B, "x", new double[] {-2, 0, 2}, "event", "fold")));
        figures.put(
                "loss",
                () -> Plots.loss(Table.create(DoubleColumn.create(
                        "training_nll",
                        IntStream.range(0, 3000).mapToDouble(i -> 1 / (1.5 + i)).toArray()))));
        figures.put("schedule", () -> Plots.schedule(new double[] {1e-3, 5e-4, 1.5e-8}));
        return figures;
    }

    static Stream<Locale> locales() {
        return Stream.of("ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-nu-thai", "de-DE", "tr-TR")
                .map(Locale::forLanguageTag);
    }

    static Stream<Arguments> textsInLocales() {
        return locales().flatMap(locale -> TEXTS.keySet().stream().map(name -> Arguments.of(name, locale)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("textsInLocales")
    void isTheSameEverywhere(String name, Locale locale) {
        Locale.setDefault(Locale.ROOT);
        String expected = TEXTS.get(name).get();
        Locale.setDefault(locale);
        String found = TEXTS.get(name).get();
        assertEquals(expected, found);
        assertFalse(found.codePoints().anyMatch(c -> Character.isDigit(c) && c > '9'), found);
    }

    @ParameterizedTest
    @MethodSource("locales")
    void picturesToo(Locale locale) {
        Locale.setDefault(Locale.ROOT);
        byte[] expected = Plots.distribution("x", A, B).png();
        Locale.setDefault(locale);
        assertArrayEquals(expected, Plots.distribution("x", A, B).png());
    }

    @AfterEach
    void restore() {
        Locale.setDefault(USUAL);
    }
}
