package flashflow.interop;

import ai.djl.Device;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import flashflow.FlashFlowException;
import flashflow.data.Warnings;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.interop.torch.ForeignText;
import flashflow.interop.torch.StateDict;
import flashflow.interop.torch.TorchDescription;
import flashflow.interop.torch.TorchFile;
import flashflow.preprocessing.Preprocessing;
import flashflow.storage.Safetensors;
import flashflow.training.ImportedTraining;
import flashflow.training.Training;
import flashflow.training.schedule.Schedule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * A flow that nflows trained, FlashSim's among them: rational-quadratic splines with linear tails, coupling with
 * alternating masks or masked autoregressive with residual blocks, nested in whatever way. Read from a torch file that
 * holds a FlashSim checkpoint or a bare state_dict, or from a safetensors file with nflows' names, as
 * {@link NflowsExport} writes it.
 */
public final class NflowsCheckpoint {
    /** What a damaged file has in place of a name can be longer. */
    private static final int LONGEST_SENTENCE = 2000;

    private final Path file;
    private final FlowConfig config;
    private final float[] parameters;
    private final float[] statistics;
    private final long[] permutations;
    private final TrainingRecord training;
    private final List<String> warnings;

    private NflowsCheckpoint(Path file, NflowsReader reader, TrainingRecord training, List<String> warnings) {
        this.file = file;
        this.config = reader.config();
        this.parameters = reader.parameters();
        this.statistics = reader.statistics();
        this.permutations = reader.permutations();
        this.training = training;
        this.warnings = List.copyOf(warnings);
        new Warnings(warnings).print();
    }

    /**
     * Reads a checkpoint with its hyper-parameters, in the words of FlashSim's training scripts or of the later trainer of
     * CMS. What they leave out and FlashSim's defaults fill in is a warning, printed on the error stream;
     * {@link #warnings} has it too.
     *
     * @throws FlashFlowException if it cannot be read, is of another kind of model, misses or has other tensors than its
     *     architecture, or says nothing of its hyper-parameters, too little, or in unknown words
     */
    public static NflowsCheckpoint read(Path file) {
        return read(file, null);
    }

    /**
     * Reads a state_dict that comes without hyper-parameters, or with others than it should have. Transforms without
     * tensors at the end of the flow, and another base distribution without tensors than a standard normal, cannot be seen.
     *
     * @param file the file
     * @param settings what the tensors do not show
     * @throws FlashFlowException if it cannot be read, is of another kind of model, or misses or has other tensors than
     *     its architecture
     */
    public static NflowsCheckpoint read(Path file, NflowsSettings settings) {
        try {
            return isSafetensors(file) ? readSafetensors(file, settings) : readTorch(file, settings);
        } catch (FlashFlowException e) {
            String message = ForeignText.shown(e.getMessage(), LONGEST_SENTENCE);
            throw message.contains(file.toString())
                    ? new FlashFlowException(message, e)
                    : new FlashFlowException("Cannot use " + file + " as an nflows checkpoint: " + message, e);
        }
    }

    static boolean isSafetensors(Path file) {
        return file.toString().endsWith(".safetensors");
    }

    private static NflowsCheckpoint readTorch(Path file, NflowsSettings settings) {
        try (var torch = TorchFile.open(file)) {
            var content = torch.map();
            var hyperparameters = content.get("model_hyperparams") instanceof Map<?, ?> map ? map : null;
            return build(file, StateDict.of(stateDict(content)), hyperparameters, settings, TrainingRecord.of(content));
        }
    }

    /** The dictionary of tensors within a checkpoint's dictionary, or itself. */
    static Map<?, ?> stateDict(Map<?, ?> content) {
        return new StateDictSearch(content).found();
    }

    private static NflowsCheckpoint readSafetensors(Path file, NflowsSettings settings) {
        try (var tensors = Safetensors.open(file)) {
            String json = tensors.metadata().get(NflowsExport.HYPERPARAMETERS);
            var hyperparameters = json == null ? null : parse(json);
            return build(file, StateDict.of(tensors), hyperparameters, settings, TrainingRecord.none());
        }
    }

    private static Map<?, ?> parse(String json) {
        try {
            return new Gson().fromJson(JsonParser.parseString(json), Map.class);
        } catch (JsonParseException e) {
            throw new FlashFlowException("Its hyper-parameters are not JSON; write the file again.", e);
        }
    }

    private static NflowsCheckpoint build(
            Path file, StateDict state, Map<?, ?> said, NflowsSettings given, TrainingRecord training) {
        new NflowsShapes(state, NflowsPaths.find(state.names())).checkSplines();
        if (given == null && said == null) {
            throw new FlashFlowException("It holds no hyper-parameters (model_hyperparams), and the tensors do not show"
                    + " tail bound and activation; give them as NflowsSettings.");
        }
        var hyperparameters = Hyperparameters.of(said == null ? Map.of() : said);
        var reader = new NflowsReader(state, given == null ? hyperparameters.settings() : given);
        hyperparameters.check(reader.config());
        var warnings = given == null ? hyperparameters.warnings() : hyperparameters.contradicted(given);
        return new NflowsCheckpoint(file, reader, training, warnings);
    }

    /** What was taken for granted because the file does not say it, in whole sentences; usually none. */
    public List<String> warnings() {
        return warnings;
    }

    /** What the flow is made of. */
    public FlowConfig config() {
        return config;
    }

    /** Number of the last epoch that was trained, counted from 0 as FlashSim does; none in a bare state_dict. */
    public Optional<Integer> epoch() {
        return training.epoch();
    }

    /** Columns epoch, training_nll and validation_nll, one row for each epoch; empty for a bare state_dict. */
    public Table history() {
        return training.history();
    }

    /** The cosine schedule the training followed, if the file has one; {@link #training} knows warm restarts too. */
    public Optional<CosineState> schedule() {
        return training.schedule().flatMap(TorchSchedule::cosine);
    }

    /**
     * Reads the optimizer's moments from the file once more; they are twice the model's size.
     *
     * @return none if the file has none
     * @throws FlashFlowException if the file changed or its optimizer was not Adam with one parameter group
     */
    public Optional<AdamMoments> adam() {
        if (!training.hasOptimizer()) {
            return Optional.empty();
        }
        try (var torch = TorchFile.open(file)) {
            if (!(torch.map().get("optimizer_state_dict") instanceof Map<?, ?> state)) {
                throw new FlashFlowException("The file " + file + " has changed since it was read; read it again.");
            }
            var adam = new TorchAdam(state);
            adam.warning().ifPresent(sentence -> new Warnings(List.of(sentence)).print());
            var settings = new NflowsSettings(config.tailBound(), config.activation(), config.dropout());
            var reader = new NflowsReader(StateDict.of(stateDict(torch.map())), settings);
            return adam.hasMoments()
                    ? Optional.of(adam.moments(reader.parameterOrder(), reader.names(), parameters.length))
                    : Optional.empty();
        }
    }

    /**
     * Lists what the file holds, which is opened once more for it.
     *
     * @return one row for each value: its path, type, shape, number of elements and, where it is not a tensor, itself
     */
    public Table describe() {
        if (!isSafetensors(file)) {
            try (var torch = TorchFile.open(file)) {
                return torch.describe();
            }
        }
        try (var tensors = Safetensors.open(file)) {
            var content = new LinkedHashMap<String, Object>(tensors.metadata());
            tensors.tensors().forEach(tensor -> content.put(tensor.name(), tensor));
            return TorchDescription.of(file.getFileName().toString(), content);
        }
    }

    /** The flow on the GPU where there is one, else on the CPU. */
    public SplineFlow flow() {
        return flow(PyTorch.engine().defaultDevice());
    }

    /** The flow on that device, with the file's weights, statistics and permutations. */
    public SplineFlow flow(Device device) {
        var flow = SplineFlow.of(config, device);
        flow.set(parameters, statistics, permutations);
        return flow;
    }

    /** A model on the GPU where there is one, else on the CPU; see {@link #model(Preprocessing, Device)}. */
    public FlowModel model(Preprocessing preprocessing) {
        return model(preprocessing, PyTorch.engine().defaultDevice());
    }

    /**
     * The flow with what happens to columns before and after it, to generate, evaluate and train on.
     *
     * @param preprocessing as the Python training had it, fitted to the same rows, for the file does not hold it;
     *     {@code Preprocessing.none(layout)} where the training files were used as they are
     * @param device where it lives
     * @throws FlashFlowException if it gives other numbers of columns than the flow takes
     */
    public FlowModel model(Preprocessing preprocessing, Device device) {
        var model = FlowModel.of(config, preprocessing, device);
        model.flow().set(parameters, statistics, permutations);
        return model;
    }

    /**
     * The training that Python began, to go on here: with Adam's settings and moments, at the schedule's place and to its
     * end, the history before. A file without a schedule goes on at the optimizer's constant rate. The file does not hold
     * the batch size; set it as in Python. Rows come in another order than Python's.
     *
     * @param model made by {@link #model(Preprocessing)}, not changed since
     * @throws FlashFlowException if the file has no optimizer's state, or has that of another optimizer than Adam; or if its
     *     schedule is none that this library has, or was not moved once an epoch, see
     *     {@link #training(FlowModel, Schedule)}
     */
    public Training training(FlowModel model) {
        var moments = moments();
        var plan = new TorchPlan(training, moments, file);
        return training(model, moments, plan.schedule(), plan.done()).epochs(plan.epochs());
    }

    /**
     * The same with a schedule that is given here, because the file's is not known to this library, or to train otherwise.
     *
     * @param model made by {@link #model(Preprocessing)}, not changed since
     * @param schedule of the whole training, Python's epochs counted too
     * @throws FlashFlowException if the file has no optimizer's state, or has that of another optimizer than Adam
     */
    public Training training(FlowModel model, Schedule schedule) {
        var moments = moments();
        int done = new TorchPlan(training, moments, file).done();
        return training(model, moments, schedule, done).epochs(done + 1);
    }

    private AdamMoments moments() {
        return adam().orElseThrow(() -> new FlashFlowException("The file " + file + " holds no state of an"
                + " optimizer; train the model anew by Training.of(model)."));
    }

    private Training training(FlowModel model, AdamMoments moments, Schedule schedule, int done) {
        var begun = new ImportedTraining(
                done, moments.updates(), moments.first(), moments.second(), nlls("training"), nlls("validation"));
        return Training.of(model).adam(moments.settings()).resumeFrom(begun).schedule(schedule);
    }

    private double[] nlls(String which) {
        return history().doubleColumn(which + "_nll").asDoubleArray();
    }

    /** File, architecture and training in one line. */
    @Override
    public String toString() {
        String trained =
                epoch().map(last -> ", trained for " + (last + 1) + " epochs").orElse("");
        return "nflows checkpoint " + file.getFileName() + " (" + parameters.length + " parameters" + trained + "): "
                + config;
    }
}
