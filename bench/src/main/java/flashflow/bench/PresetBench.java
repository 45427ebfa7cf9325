package flashflow.bench;

import ai.djl.Device;
import com.sun.management.OperatingSystemMXBean;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Kind;
import flashflow.flow.density.Adam;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyDetector;
import flashflow.toy.ToyJets;
import flashflow.toy.ToyMuons;
import flashflow.toy.ToyResponse;
import flashflow.toy.ToySource;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.validation.Comparison;
import flashflow.validation.Validation;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One experiment of {@code bench/run-presets}: trains a flow on fresh rows of a toy and prints, as a JSON line, how far its NLL
 * ends from the known optimum, its worst W1 beside that of two halves, and the classifier's AUC.
 *
 * <p>Arguments {@code NAME=VALUE}: toy (jets, muons), columns (smooth: those whose density is known as it is, preprocessed as the notebooks
 * do; file: as files have them), chains (of columns of files: guess, as {@code Preprocessing.guess} proposes; usual, as the notebooks do), kind
 * (coupling, autoregressive), steps, hidden, blocks, bins, tail, dropout,
 * norm (of batches), linear, batch, updates, epochs (over updates x batch / epochs rows), rate, warmup (share of an epoch), average, decay (of weights), clip,
 * seed, device (cpu, gpu), checked (rows of the comparison, 0 for none).
 */
final class PresetBench {
    private static final long TRAIN = 1001;
    private static final long VALID = 2;
    private static final int VALID_ROWS = 50_000;
    private static final int FIT_ROWS = 200_000;

    private static final String NAMES =
            "toy columns chains kind steps hidden blocks bins tail dropout norm linear batch updates epochs"
                    + " rate warmup average decay clip seed device checked";

    private final ExperimentSettings settings;

    private PresetBench(String[] arguments) {
        this.settings = new ExperimentSettings(arguments, List.of(NAMES.split(" ")));
    }

    public static void main(String[] arguments) {
        var bench = new PresetBench(arguments);
        System.out.println(bench.run(String.join(" ", arguments)));
    }

    private boolean muons() {
        return settings.is("muons", "toy", "jets", "muons");
    }

    private FlowConfig config(Preprocessing preprocessing) {
        var preset = muons() ? FlowConfig.muonsSmall() : FlowConfig.jetsSmall();
        return preset.columns(preprocessing)
                .steps(settings.whole("steps", preset.steps()))
                .hidden(settings.whole("hidden", preset.hidden()))
                .blocks(settings.whole("blocks", preset.blocks()))
                .bins(settings.whole("bins", preset.bins()))
                .kind(kind(preset.kind()))
                .tailBound(settings.number("tail", preset.tailBound()))
                .dropout(settings.number("dropout", 0))
                .batchNorm(settings.yes("norm"))
                .linear(settings.yes("linear"))
                .seed(settings.whole("seed", 1));
    }

    private Kind kind(Kind usual) {
        var other = usual == Kind.COUPLING ? Kind.AUTOREGRESSIVE : Kind.COUPLING;
        return settings.is(word(usual), "kind", word(usual), word(other)) ? usual : other;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private String run(String said) {
        ToyDetector toy = muons() ? new ToyMuons() : new ToyJets();
        long rows =
                (long) settings.whole("updates", 5000) * settings.whole("batch", 1024) / settings.whole("epochs", 1);
        var train = source(toy, TRAIN, rows);
        var valid = source(toy, VALID, VALID_ROWS);
        var preprocessing = preprocessing(source(toy, TRAIN, Math.min(rows, FIT_ROWS)));
        var device = settings.is("gpu", "device", "cpu", "gpu") ? Device.gpu() : Device.cpu();
        try (var model = FlowModel.of(config(preprocessing), preprocessing, device)) {
            long start = System.nanoTime();
            long cpu = cpuNanos();
            train(model, train, source(toy, VALID + 1, VALID_ROWS));
            double seconds = (System.nanoTime() - start) * 1e-9;
            double cpuSeconds = (cpuNanos() - cpu) * 1e-9;
            double away = file() ? awayInDataUnits(model, valid) : model.nll(valid) - optimum(toy, model, valid);
            return String.format(
                    Locale.ROOT,
                    "{\"settings\": \"%s\", \"away\": %.4f, %s\"parameters\": %d, \"seconds\": %.0f, \"cpu_seconds\": %.1f}",
                    said,
                    away,
                    checked(model, valid),
                    model.flow().layout().parameterCount(),
                    seconds,
                    cpuSeconds);
        }
    }

    private boolean file() {
        return settings.is("file", "columns", "smooth", "file");
    }

    private Preprocessing preprocessing(RowSource rows) {
        if (file() && settings.is("guess", "chains", "guess", "usual")) {
            return Preprocessing.guess(rows).fit(rows);
        }
        var usual = muons() ? Preprocessing.muons().standardised() : Preprocessing.standardise(ColumnLayout.jets());
        return usual.fit(rows);
    }

    private ToyResponse response() {
        return muons() ? ToyResponse.muons() : ToyResponse.jets();
    }

    private double awayInDataUnits(FlowModel model, RowSource valid) {
        var values = new float[VALID_ROWS * valid.layout().width()];
        valid.read(0, VALID_ROWS, values, 0);
        var rows = RowTables.table(valid.layout().columns(), values, VALID_ROWS);
        double[] truth = response().logProb(rows);
        double[] logs = model.logProb(rows).asDoubleArray();
        return IntStream.range(0, VALID_ROWS)
                .mapToDouble(row -> truth[row] - logs[row])
                .average()
                .orElseThrow();
    }

    private RowSource source(ToyDetector toy, long seed, long rows) {
        if (file()) {
            return response().rows(seed, rows);
        }
        var source = ToySource.of(toy, seed, rows);
        return muons() ? source.asRaw() : source;
    }

    private void train(FlowModel model, RowSource train, RowSource valid) {
        double rate = settings.number("rate", 2e-3);
        int epochs = settings.whole("epochs", 1);
        var cosine = CosineAnnealing.from(rate).everyUpdate();
        var adam = settings.number("decay", 0) > 0
                ? Adam.Settings.decoupled(settings.number("decay", 0))
                : Adam.Settings.standard();
        Training.of(model)
                .epochs(epochs)
                .batchSize(settings.whole("batch", 1024))
                .schedule(settings.number("warmup", 0) > 0 ? cosine.warmup(settings.number("warmup", 0)) : cosine)
                .adam(adam.clip(settings.number("clip", 50)))
                .averageWeights(settings.number("average", 0.999))
                .keepBest()
                .validateOn(valid)
                .listeners(new TrainingListener() {})
                .fit(train);
    }

    private double optimum(ToyDetector toy, FlowModel model, RowSource valid) {
        if (!muons()) {
            return toy.optimalNll(valid) + model.preprocessing().meanLogDerivative(valid);
        }
        int width = toy.layout().width();
        var raw = new float[VALID_ROWS * width];
        var rows = new float[VALID_ROWS * width];
        valid.read(0, VALID_ROWS, raw, 0);
        var plain = Preprocessing.muons().fit(source(toy, TRAIN, 200_000));
        plain.apply(0, VALID_ROWS, raw, rows);
        return toy.optimalNll(rows, VALID_ROWS)
                + model.preprocessing().meanLogDerivative(valid)
                - plain.meanLogDerivative(valid);
    }

    private String checked(FlowModel model, RowSource valid) {
        int rows = settings.whole("checked", 0);
        if (rows == 0) {
            return "";
        }
        var context = valid.context().first(rows);
        var full = valid.targets().first(rows);
        var report = Validation.compare(
                full,
                model.generate(context, 1).retainColumns(full.columnNames().toArray(String[]::new)));
        var worst = report.comparisons().stream()
                .filter(each -> each.statistic().equals(Validation.W1))
                .max(Comparator.comparingDouble(Comparison::ratio))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "\"worst_w1\": %.2f, \"of\": \"%s\", \"auc\": %.4f, ",
                worst.ratio(),
                worst.column(),
                report.of("(all)", Validation.CLASSIFIER).value());
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
