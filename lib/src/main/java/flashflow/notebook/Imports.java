package flashflow.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What every notebook can name without an import: what a physicist types, type by type, and none of the machinery. */
final class Imports {
    private static final String TYPES =
            """
            flashflow: FlashFlowException
            flashflow.data: ColumnLayout ColumnStatistics InMemoryDataset NonFinite RowSource RowTables SelectedRows
            flashflow.data.selection: Condition Parts Selection Split
            flashflow.data.columns: ColumnDataset CsvDataset CsvWriter
            flashflow.data.parquet: ParquetCompression ParquetDataset ParquetWriter
            flashflow.data.hdf5: Hdf5 Hdf5Columns Hdf5Dataset Hdf5Writer
            flashflow.data.loading: BatchLoader LoaderConfig
            flashflow.data.samples: Samples
            flashflow.preprocessing: Preprocessing
            flashflow.preprocessing.transforms: Affine Asinh Atan Bounded Circular Clip Collapse Combination Dequantise Discrete Inflated
            flashflow.preprocessing.transforms: Log Log1p Logit Spike Standardise Transform
            flashflow.flow: Activation FlowConfig FlowModel Kind RationalQuadraticSpline Sampler SplineFlow
            flashflow.flow.kernels: Tf32
            flashflow.suggestion: Suggestion
            flashflow.training: Training TrainingPlan TrainingRun Residency TrainingFailure
            flashflow.training: TrainingListener BatchReport EpochReport
            flashflow.training.checkpoint: Checkpoint
            flashflow.training.ensemble: Ensemble EnsembleRun
            flashflow.training.runs: Runs StoredRun
            flashflow.training.schedule: Schedule Constant CosineAnnealing LinearWarmup Plateau WarmRestarts
            flashflow.generation: Generation GenerationReport GenerationListener GenerationProgress
            flashflow.validation: Validation ValidationOptions ValidationReport Comparison Estimate
            flashflow.validation: ClassifierCheck ConditionalCheck RocCheck TwoSampleClassifier
            flashflow.validation: Correlations KolmogorovSmirnov PhysicsDistances Roc SlicedWasserstein Wasserstein
            flashflow.validation: Bins FoldHistogram SamplesReport
            flashflow.validation.events: EventComparison EventObjects EventVariables
            flashflow.validation.probabilities: EfficiencyComparison ProbabilityCheck ProbabilityReport
            flashflow.validation.calibration: Calibration CalibrationOptions CalibrationReport
            flashflow.posterior: ConditionalQuantiles CredibleRegion Posterior PosteriorDraws
            flashflow.cards: ModelCard
            flashflow.plots: Figure PlotOptions Plots
            flashflow.plots.style: ColorCycle FigureStyle
            flashflow.plots.probabilities: ProbabilityPlots
            flashflow.notebook: Docs LiveFigure LiveLoss LiveTraining Notebook Progress
            flashflow.toy: ToyDetector ToyFiles ToyJets ToyMuons ToyResponse ToyRows ToySource
            flashflow.toy.events: ToyEvents
            flashflow.categorical: CategoricalConfig CategoricalModel
            flashflow.nanoaod: Extraction NanoAod NanoBranches NanoObjects Rules
            flashflow.events: ClassProbabilities EventGeneration EventReport ObjectModel
            flashflow.interop: NflowsCheckpoint NflowsExport TorchScriptExport
            tech.tablesaw.api: Table Row BooleanColumn DoubleColumn FloatColumn IntColumn LongColumn StringColumn
            tech.tablesaw.api: NumberColumn NumericColumn
            java.nio.file: Files Path
            java.util.stream: Collectors DoubleStream IntStream LongStream Stream
            """;

    private Imports() {}

    /** Full names, in the order of the list. */
    static List<String> types() {
        return TYPES.lines().flatMap(Imports::ofPackage).toList();
    }

    private static Stream<String> ofPackage(String line) {
        int colon = line.indexOf(':');
        return Arrays.stream(line.substring(colon + 1).strip().split(" "))
                .map(type -> line.substring(0, colon) + "." + type);
    }

    /** Imports them all, and drops an import as soon as a cell declares a type of that name. */
    static void add(BaseKernel kernel) {
        kernel.evalRaw(types().stream().map(type -> "import " + type + ";").collect(Collectors.joining("\n")));
        CellSource.shell(kernel).ifPresent(Imports::giveWay);
    }

    /** Java refuses every later cell where a declared type and an imported one have one name. */
    static void giveWay(JShell shell) {
        shell.onSnippetEvent(event -> {
            if (event.snippet() instanceof TypeDeclSnippet declared
                    && event.status().isDefined()) {
                shell.imports()
                        .filter(found -> found.name().equals(declared.name()))
                        .toList()
                        .forEach(shell::drop);
            }
        });
    }
}
