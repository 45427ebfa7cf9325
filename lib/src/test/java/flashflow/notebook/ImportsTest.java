package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImportsTest {
    /** What JJava and Java import by themselves. */
    private static final List<String> ALWAYS = List.of(
            "java.lang",
            "java.util",
            "java.io",
            "java.math",
            "java.net",
            "java.time",
            "java.util.concurrent",
            "java.util.prefs",
            "java.util.regex");

    private static final Path NOTEBOOKS = Path.of("../notebooks");
    private static final Pattern LITERALS = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])'|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?<![\\w.])[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*\\b");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^import [\\w.]*\\.([A-Z]\\w*);");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w*)");

    @Test
    void aCellGetsTheseAndNothingElse() {
        String wanted =
                """
                Activation Affine Asinh Atan BatchLoader BatchReport Bins BooleanColumn Bounded Calibration
                CalibrationOptions CalibrationReport CategoricalConfig CategoricalModel Checkpoint Circular
                ClassProbabilities ClassifierCheck Clip Collapse Collectors ColorCycle ColumnDataset ColumnLayout
                ColumnStatistics Combination Comparison Condition ConditionalCheck ConditionalQuantiles Constant Correlations
                CosineAnnealing CredibleRegion CsvDataset CsvWriter Dequantise Discrete Docs DoubleColumn DoubleStream
                EfficiencyComparison Ensemble EnsembleRun EpochReport Estimate EventComparison EventGeneration
                EventObjects EventReport EventVariables Extraction Figure FigureStyle Files FlashFlowException
                FloatColumn FlowConfig FlowModel FoldHistogram Generation GenerationListener GenerationProgress
                GenerationReport Hdf5 Hdf5Columns Hdf5Dataset Hdf5Writer InMemoryDataset Inflated IntColumn IntStream
                Kind KolmogorovSmirnov LinearWarmup LiveFigure LiveLoss LiveTraining LoaderConfig Log Log1p Logit
                LongColumn LongStream ModelCard NanoAod NanoBranches NanoObjects NflowsCheckpoint NflowsExport NonFinite
                Notebook NumberColumn NumericColumn ObjectModel ParquetCompression ParquetDataset ParquetWriter Parts
                Path PhysicsDistances Plateau PlotOptions Plots Posterior PosteriorDraws Preprocessing ProbabilityCheck
                ProbabilityPlots ProbabilityReport Progress RationalQuadraticSpline Residency Roc RocCheck Row RowSource
                RowTables Rules Runs Sampler Samples SamplesReport Schedule SelectedRows Selection SlicedWasserstein
                Spike SplineFlow Split Standardise StoredRun Stream StringColumn Suggestion Table Tf32 TorchScriptExport
                ToyDetector ToyEvents ToyFiles ToyJets ToyMuons ToyResponse ToyRows ToySource Training TrainingFailure TrainingListener
                TrainingPlan TrainingRun Transform TwoSampleClassifier Validation ValidationOptions ValidationReport
                WarmRestarts Wasserstein
                """;
        assertEquals(new TreeSet<>(List.of(wanted.split("\\s+"))), new TreeSet<>(simpleNames()));
        assertEquals(Imports.types().size(), Set.copyOf(simpleNames()).size());
    }

    private static List<String> simpleNames() {
        return Imports.types().stream()
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .toList();
    }

    @Test
    void eachOfThemIsThereAndPublic() throws ClassNotFoundException {
        for (String type : Imports.types()) {
            assertTrue(
                    Modifier.isPublic(Class.forName(type, false, getClass().getClassLoader())
                            .getModifiers()),
                    type);
        }
    }

    static Stream<Path> pages() throws IOException {
        try (var files = Files.list(NOTEBOOKS)) {
            var notebooks = files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
            assertTrue(notebooks.size() >= 10);
            return Stream.concat(notebooks.stream(), Stream.of(Path.of("../README.md")));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTypeOfACellIsImported(Path page) throws IOException {
        String code = page.toString().endsWith(".md") ? firstBlock(page) : cells(page);
        var known = new HashSet<>(simpleNames());
        known.addAll(groups(IMPORTED, code));
        known.addAll(groups(DECLARED, code));
        var unknown = used(code).stream()
                .filter(name -> !known.contains(name) && !always(name))
                .toList();
        assertEquals(List.of(), unknown);
    }

    private static String firstBlock(Path page) throws IOException {
        return Files.readString(page).split("```java\n")[1].split("```")[0];
    }

    private static String cells(Path notebook) throws IOException {
        var code = new ArrayList<String>();
        for (var each : JsonParser.parseString(Files.readString(notebook))
                .getAsJsonObject()
                .getAsJsonArray("cells")) {
            var cell = each.getAsJsonObject();
            if (cell.get("cell_type").getAsString().equals("code")) {
                var lines = new StringBuilder();
                cell.getAsJsonArray("source").forEach(line -> lines.append(line.getAsString()));
                code.add(lines.toString().replaceAll("(?m)^%.*", ""));
            }
        }
        return String.join("\n", code);
    }

    private static Set<String> used(String code) {
        return TYPE.matcher(LITERALS.matcher(code).replaceAll(" "))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> groups(Pattern pattern, String code) {
        return pattern.matcher(code).results().map(found -> found.group(1)).toList();
    }

    private static boolean always(String name) {
        return ALWAYS.stream().anyMatch(from -> exists(from + "." + name));
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ImportsTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Without it, every cell after the declaration would be refused. */
    @Test
    void aTypeOfACellTakesThePlaceOfAnImport() {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            shell.eval("import java.util.stream.Collectors;");
            shell.eval("import java.util.stream.IntStream;");
            Imports.giveWay(shell);
            shell.eval("record Collectors(int number) {}");
            assertEquals("8", value(shell, "new Collectors(7).number() + 1"));
            assertEquals("3", value(shell, "IntStream.range(0, 3).sum()"));
            assertFalse(shell.imports().anyMatch(found -> found.name().equals("Collectors")));
        }
    }

    private static String value(JShell shell, String code) {
        var event = shell.eval(code).get(0);
        assertEquals(
                Snippet.Status.VALID,
                event.status(),
                Arrays.toString(shell.diagnostics(event.snippet()).toArray()));
        return event.value();
    }
}
