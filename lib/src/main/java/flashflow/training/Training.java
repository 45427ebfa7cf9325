package flashflow.training;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.RowTransform;
import flashflow.data.selection.Split;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.Adam;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.DensityModel;
import flashflow.preprocessing.Fit;
import flashflow.suggestion.Suggestion;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.checkpoint.CheckpointWriter;
import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.checkpoint.RecordedTraining;
import flashflow.training.checkpoint.TrainedDensity;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.Schedule;
import flashflow.training.state.TrainingSettings;
import flashflow.training.state.TrainingState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/**
 * How a flow, or another density, is to be trained. Immutable: each setter gives a changed copy, and {@link #fit} does the work.
 *
 * <pre>{@code
 * var run = Training.of(flow, layout).epochs(20).schedule(CosineAnnealing.from(1e-3)).validateOn(valid).fit(train);
 * Plots.loss(run.history());
 * }</pre>
 *
 * <p>The loss is the mean negative log-likelihood in nats. An interrupt of the thread (a notebook's stop button) ends the
 * training after the running batch; the next {@code fit} of the same flow with the same settings goes on from there.
 */
public final class Training implements Viewable {
    private final DensityInput input;
    /** Whose preprocessing the rows pass through; may be null. */
    private final DensityModel model;

    private TrainingSettings settings = TrainingSettings.standard();
    /** May be null. */
    private RowSource validation;

    private Residency residency = Residency.AUTO;
    /** Null for no checkpoints. */
    private Path checkpointFolder;

    private List<TrainingListener> listeners = List.of();
    /** Checkpoint, or folder of them, to go on from; null for a new training. */
    private Path resumeFrom;
    /** Where another program left the training; null for none. */
    private ImportedTraining imported;
    /** Epochs. */
    private int pauseAfter = Integer.MAX_VALUE;
    /** What the settings were at first. */
    private SuggestedSettings suggested = SuggestedSettings.usual(settings);

    private Training(DensityInput input, DensityModel model) {
        this.input = input;
        this.model = model;
    }

    /** A copy, through that input. */
    private Training(Training other, DensityInput input) {
        this(input, other.model);
        settings = other.settings;
        validation = other.validation;
        residency = other.residency;
        checkpointFolder = other.checkpointFolder;
        listeners = other.listeners;
        resumeFrom = other.resumeFrom;
        imported = other.imported;
        pauseAfter = other.pauseAfter;
        suggested = other.suggested;
    }

    /**
     * A training with the usual settings: 20 epochs, batches of 1024 rows, Adam at 1e-3 with cosine annealing.
     *
     * @param flow is changed by {@link #fit}
     * @param layout columns of the flow's context and targets, in its order; the data may have more
     */
    public static Training of(SplineFlow flow, ColumnLayout layout) {
        Objects.requireNonNull(flow, "flow");
        if (layout.context().size() != flow.config().context()
                || layout.targets().size() != flow.config().targets()) {
            throw new FlashFlowException("The flow takes " + flow.config().context() + " context and "
                    + flow.config().targets() + " target columns, and the layout has "
                    + layout.context().size() + " and " + layout.targets().size() + "; make one fit the other.");
        }
        return new Training(DensityInput.plain(flow, layout), null);
    }

    /**
     * A training of a model, a flow's or another density's, through its preprocessing, which is fitted to the training rows where it
     * needs to be.
     */
    public static Training of(DensityModel model) {
        var output = model.transform().outputLayout();
        return new Training(DensityInput.plain(model.density(), output), model);
    }

    /**
     * A training that suits the data, with the settings of {@link Suggestion}: a share of the rows is held out to stop and choose
     * by, and the rate falls before the training stops. What is set afterwards counts.
     *
     * @param data the rows that {@link #fit} will be given
     */
    public static Training suggest(DensityModel model, RowSource data) {
        return of(model).as(Suggestion.of(model.preprocessing(), data));
    }

    private Training as(Suggestion suggestion) {
        return with(t -> {
            t.suggested = SuggestedSettings.of(suggestion);
            t.settings = t.suggested.settings();
        });
    }

    /**
     * FlashSim's full jet training: 600 epochs, batches of 2048 rows, Adam at 1e-5, half a cosine wave down to 0 changed once
     * per epoch, a checkpoint every 15 epochs once a folder is given (FlashSim, docs/trainings.md).
     */
    public static Training jets(FlowModel model) {
        return full(model, 600, 1e-5, 15);
    }

    /** FlashSim's full muon training: as {@link #jets}, with 1000 epochs, Adam at 1e-4 and a checkpoint every 10 epochs. */
    public static Training muons(FlowModel model) {
        return full(model, 1000, 1e-4, 10);
    }

    private static Training full(FlowModel model, int epochs, double peak, int checkpointEvery) {
        return of(model)
                .epochs(epochs)
                .batchSize(2048)
                .schedule(CosineAnnealing.from(peak))
                .checkpointEvery(checkpointEvery);
    }

    /** The training of a checkpoint, on the GPU where there is one; see {@link #resume(Path, Device)}. */
    public static Training resume(Path fileOrFolder) {
        return resume(fileOrFolder, PyTorch.engine().defaultDevice());
    }

    /**
     * The training of a checkpoint: model, settings and checkpoint folder as they were. {@link #fit} with the same rows (and
     * {@link #validateOn} before it, where there were validation rows) goes on exactly: on the CPU the weights are bit for bit
     * those of a training that was never stopped.
     *
     * @param fileOrFolder a checkpoint, or a folder of them, of which the newest undamaged one is taken
     * @param device where to train
     * @throws FlashFlowException if there is none, or it is damaged or of another kind
     */
    public static Training resume(Path fileOrFolder, Device device) {
        var checkpoint = Checkpoint.open(fileOrFolder);
        var training = checkpoint.preprocessing() == null
                ? of(checkpoint.flow(device), checkpoint.layout())
                : of(checkpoint.model(device));
        return training.with(t -> {
                    t.settings = checkpoint.settings();
                    t.suggested = SuggestedSettings.usual(t.settings);
                })
                .checkpoints(checkpoint.file().toAbsolutePath().getParent())
                .resumeFrom(fileOrFolder);
    }

    /**
     * Goes on from a checkpoint, whose weights the flow takes over at {@link #fit}. With a folder that has none yet the
     * training begins anew, so that one and the same program starts a training and takes it up again after a crash:
     * {@code Training.of(model).checkpoints(folder).resumeFrom(folder).fit(train)}.
     *
     * @param fileOrFolder a checkpoint, or a folder of them, of which the newest undamaged one is taken; refused by
     *     {@link #fit} if its flow, columns, preprocessing, rows, batch size or seed are others
     */
    public Training resumeFrom(Path fileOrFolder) {
        return with(t -> t.resumeFrom = fileOrFolder);
    }

    /**
     * Pauses when so many epochs are done, as if it was interrupted then: the flow has the weights of that moment, and the next {@code
     * fit} of the same flow with the same settings goes on to the end, or to a later pause, as if there had been none. What has come
     * further already, by a checkpoint, pauses at once.
     *
     * @param epochs at least 1
     */
    public Training pausedAfter(int epochs) {
        if (epochs < 1) {
            throw new FlashFlowException(
                    "A training pauses after at least 1 epoch, and after " + epochs + " was wanted.");
        }
        return with(t -> t.pauseAfter = epochs);
    }

    /**
     * Goes on where another program left the training of this flow, unless there is a checkpoint to resume from; see
     * {@code NflowsCheckpoint.training}. The epochs include those that are over.
     */
    public Training resumeFrom(ImportedTraining training) {
        return with(t -> t.imported = training);
    }

    /** Passes over the training rows, at least 1. */
    public Training epochs(int epochs) {
        return settings(s -> s.epochs = epochs);
    }

    /** Rows of a batch. */
    public Training batchSize(int rows) {
        return settings(s -> s.batchSize = rows);
    }

    /** Makes a last, smaller batch of the rows of an epoch that are left over; without it they wait for another epoch. */
    public Training keepLastBatch() {
        return settings(s -> s.keepLastBatch = true);
    }

    /** The learning rate over the epochs. */
    public Training schedule(Schedule schedule) {
        return settings(s -> s.schedule = schedule);
    }

    /** The optimizer's settings, clipping included. */
    public Training adam(Adam.Settings adam) {
        return settings(s -> s.adam = adam);
    }

    /** Scales gradients longer than this global norm down to it; 0 for never. */
    public Training clip(double norm) {
        return settings(s -> s.adam = s.adam.clip(norm));
    }

    /** Batches whose gradients are averaged for one update. */
    public Training accumulate(int batches) {
        return settings(s -> s.accumulation = batches);
    }

    /** Averages the weights with this decay (0.999 is usual) and evaluates the average beside the raw ones; 0 for not. */
    public Training averageWeights(double decay) {
        return settings(s -> s.emaDecay = decay);
    }

    /** Stops after so many validations without a better one; 0 for never. */
    public Training patience(int validations) {
        return settings(s -> s.patience = validations);
    }

    /** At the end the flow has the weights (raw or averaged) of the best validation instead of the last ones. */
    public Training keepBest() {
        return settings(s -> s.keepBest = true);
    }

    /** Rows to validate on, all of them at the end of each epoch. */
    public Training validateOn(RowSource rows) {
        return with(t -> t.validation = rows);
    }

    /**
     * Validates on that share of the rows given to {@link #fit}, and trains on the others, unless there are rows to {@link
     * #validateOn}. Which ones the seed decides; 0 for none.
     */
    public Training holdOut(double share) {
        return settings(s -> s.holdOut = share);
    }

    /** Validates, and reports, every so many updates as well as at the end of each epoch; 0 for the latter alone. */
    public Training validateEvery(int updates) {
        return settings(s -> s.validateEvery = updates);
    }

    /** Seed of the order of rows and of the dropout. */
    public Training seed(long seed) {
        return settings(s -> s.seed = seed);
    }

    /** Writes a checkpoint into that folder after each epoch, and keeps the newest two and the best. */
    public Training checkpoints(Path folder) {
        return with(t -> t.checkpointFolder = folder);
    }

    /** Epochs from one checkpoint to the next. */
    public Training checkpointEvery(int epochs) {
        return settings(s -> s.checkpoints = s.checkpoints.every(epochs));
    }

    /** Time after which a checkpoint is written in the middle of an epoch too. */
    public Training checkpointEvery(Duration time) {
        return settings(s -> s.checkpoints = s.checkpoints.everySeconds(time.toMillis() / 1e3));
    }

    /** How many of the newest checkpoints stay. */
    public Training keepLast(int checkpoints) {
        return settings(s -> s.checkpoints = s.checkpoints.keep(checkpoints));
    }

    /**
     * Column of the data that holds each row's weight in the loss, be it one of the flow's or not, a carried one too; in float32.
     *
     * @param column its name, or the end of it after an underscore
     */
    public Training weights(String column) {
        return settings(s -> s.weightColumn = column);
    }

    /**
     * Lets weights be negative, as those of some generators are. On the mean over the batches the gradient is that of the weighted
     * NLL; it is noisier, and nothing keeps the loss from falling without end where negative weights outweigh the others.
     */
    public Training negativeWeights() {
        return settings(s -> s.negativeWeights = true);
    }

    /** Changes rows on the loader's threads before they reach the flow; has the flow's columns on both sides. */
    public Training transform(RowTransform transform) {
        return transform(transform, input.layout());
    }

    /**
     * Changes rows on the loader's threads before they reach the flow.
     *
     * @param transform gives as many context and target columns as the flow takes
     * @param from the columns that it takes, by which it finds them in the data
     * @throws FlashFlowException if a model is trained, whose rows go through its preprocessing alone
     */
    public Training transform(RowTransform transform, ColumnLayout from) {
        if (model != null) {
            throw new FlashFlowException(
                    "The rows of a FlowModel go through its preprocessing, which a sample goes through"
                            + " backwards, and through nothing else; put the transform into the preprocessing, or train"
                            + " model.flow() with Training.of(flow, layout).");
        }
        return new Training(this, new DensityInput(input.density(), input.layout(), transform, from));
    }

    /** Where the training rows are kept; {@link Residency#AUTO} unless said otherwise. */
    public Training residency(Residency residency) {
        Objects.requireNonNull(residency, "residency");
        return with(t -> t.residency = residency);
    }

    /** Who hears how it goes, instead of the notebook's display or the standard output. */
    public Training listeners(TrainingListener... listeners) {
        return with(t -> t.listeners = List.of(listeners));
    }

    /** The settings of this training. */
    public TrainingSettings settings() {
        return settings;
    }

    /** What it trains. */
    public ConditionalDensity density() {
        return input.density();
    }

    /**
     * The flow it trains.
     *
     * @throws FlashFlowException if it trains another density
     */
    public SplineFlow flow() {
        if (density() instanceof SplineFlow flow) {
            return flow;
        }
        throw new FlashFlowException(
                "This training is not of a flow but of a " + density().title() + "; density() has what it trains.");
    }

    /**
     * Trains the model or the flow.
     *
     * @param train has at least the columns of the layout; where its rows are fewer than a batch, all of them are one
     * @throws FlashFlowException if the data or the settings cannot work, before anything is changed
     * @throws TrainingFailure if several losses or gradients in a row are not finite
     */
    public TrainingRun fit(RowSource train) {
        return inTurn(train, Training::train);
    }

    /** What {@link #fit} is going to do and what it takes, with ten batches timed; changes nothing. */
    public TrainingPlan plan(RowSource train) {
        return inTurn(train, Training::timedPlan);
    }

    private <T> T inTurn(RowSource rows, BiFunction<Training, RowSource, T> work) {
        double share = settings.holdOut();
        if (share == 0 || validation != null) {
            return holding(rows, work);
        }
        var parts = Split.of(rows, settings.seed()).parts(1 - share, share);
        return validateOn(parts.validation()).holding(parts.train(), work);
    }

    private <T> T holding(RowSource train, BiFunction<Training, RowSource, T> work) {
        synchronized (InterruptedTrainings.turn(density())) {
            return density().holding(() -> {
                // Fitting decides which rows are usable.
                var fitted = fitted(train);
                return work.apply(fitted, usable(train));
            });
        }
    }

    private Training fitted(RowSource train) {
        if (model == null) {
            return this;
        }
        model.fitPreprocessing(raw(train));
        var fitted = model.transform();
        return new Training(
                this,
                new DensityInput(
                        density(),
                        fitted.outputLayout(),
                        fitted,
                        model.preprocessing().layout()));
    }

    /** The columns that the preprocessing takes; the data may have more. */
    private RowSource raw(RowSource train) {
        return ChosenColumns.of(train, model.preprocessing().layout());
    }

    /** Without the rows that the preprocessing has dropped when it was fitted: those it has no finite values for. */
    private RowSource usable(RowSource train) {
        return model != null && droppedRows() > 0
                ? model.preprocessing().usable(raw(train)).from(train)
                : train;
    }

    private long droppedRows() {
        return model.preprocessing().fit().map(Fit::dropped).orElse(0L);
    }

    private TrainingPlan timedPlan(RowSource rows) {
        var log = new TrainingLog(listeners);
        settings.rates().check(0);
        checkValidation();
        try (var data = data(rows, log);
                var state = new TrainingState(density(), settings)) {
            return plan(data, new BatchTimer(data, state.learner(), settings.seed()).seconds());
        }
    }

    /** Refuses validation rows without the columns, as the training itself will. */
    private void checkValidation() {
        if (validation != null) {
            input.chosen(validation);
        }
    }

    private TrainingRun train(RowSource rows) {
        var log = new TrainingLog(listeners);
        settings.rates().check(0);
        try (var data = data(rows, log)) {
            var past = past(data.fingerprint(), log);
            if (past.isEmpty()) {
                ContextShift.fit(input, rows, data.weights(), model == null ? null : model.preprocessing());
            }
            return train(data, past, log);
        }
    }

    private TrainingRun train(TrainingData data, Optional<Past> before, TrainingLog log) {
        try (var state = new TrainingState(density(), settings);
                var loss = validationLoss();
                var writer = checkpointWriter(data.fingerprint(), state, log)) {
            before.ifPresent(past -> goOn(past, data, state, log));
            new RateWarnings(settings, state.position(), data.batches()).ofZeros(log::warn);
            writer.begin();
            var plan = planToTell(data, state);
            log.tell(l -> l.started(plan));
            return recorded(data, state, loop(data, state, loss, writer, log)::run);
        }
    }

    /** However it ends, the weights are others, and whoever saves them meanwhile or afterwards saves how they came about. */
    private TrainingRun recorded(TrainingData data, TrainingState state, Supplier<TrainingRun> training) {
        record(data, state, false);
        TrainingRun run = null;
        try {
            run = training.get();
            return run;
        } finally {
            boolean best = run != null && !run.goesOn() && settings.keepBest() && state.best() != null;
            record(data, state, best);
        }
    }

    private void record(TrainingData data, TrainingState state, boolean bestWeights) {
        var now = RecordedTraining.of(settings, data.fingerprint(), state, bestWeights);
        density().trainings(density().trainings().with(now));
    }

    private void goOn(Past past, TrainingData data, TrainingState state, TrainingLog log) {
        state.restore(past.state());
        state.position().goesOn();
        state.position().judge(settings.patience());
        past.warn(settings, state.position(), data.batches(), log::warn);
        if (past.hasOtherValidation(data.fingerprint())) {
            state.forgetBest();
            log.warn(
                    "The validation rows are others than before the stop; its best validation cannot be compared with what"
                            + " comes, and the best is looked for anew.");
        }
    }

    private TrainingData data(RowSource rows, TrainingLog log) {
        var need = memoryNeed(TrainingData.batchSize(rows, settings));
        need.check(log::warn);
        TrainingData.check(rows, input, settings);
        SettingsWarnings.of(settings, input, rows, validation).forEach(log::warn);
        if (model != null) {
            model.warnings().forEach(log::warn);
        }
        boolean transformed = model == null && input.transform() != null;
        var fingerprint = DataFingerprint.of(rows, transformed, validation);
        boolean resident =
                residency.onDevice(4 * rows.rowCount() * input.layout().width(), need);
        return new TrainingData(rows, input, settings, fingerprint, resident);
    }

    private MemoryNeed memoryNeed(int batchSize) {
        return MemoryNeed.of(density(), settings, batchSize, validation != null);
    }

    /** Null without validation rows. */
    private ValidationLoss validationLoss() {
        return validation == null ? null : new ValidationLoss(input, validation, settings.weightColumn());
    }

    private TrainedDensity trainedFlow() {
        String preprocessing = model == null ? null : model.preprocessing().toJson();
        return new TrainedDensity(density(), input.layout(), preprocessing);
    }

    private CheckpointWriter checkpointWriter(DataFingerprint data, TrainingState state, TrainingLog log) {
        return new CheckpointWriter(checkpointFolder, trainedFlow(), settings, data, state, log::warn);
    }

    /** What to go on from: an interrupted fit of this flow, else the wanted checkpoint, else what another program left. */
    private Optional<Past> past(DataFingerprint data, TrainingLog log) {
        return InterruptedTrainings.take(density(), settings, data, log::warn)
                .or(() -> Optional.ofNullable(resumeFrom)
                        .flatMap(path -> new Resumption(trainedFlow(), settings, data, log::warn).from(path)))
                .or(() -> Optional.ofNullable(imported)
                        .map(training -> new Past(null, null, training.state(settings.rates()))));
    }

    private TrainingPlan planToTell(TrainingData data, TrainingState state) {
        boolean worthwhile = BatchTimer.isWorthwhile((long) settings.epochs() * data.batches());
        return plan(data, worthwhile ? new BatchTimer(data, state.learner(), settings.seed()).seconds() : Double.NaN);
    }

    private TrainingPlan plan(TrainingData data, double secondsPerBatch) {
        return TrainingPlan.of(
                density(), settings, data, memoryNeed(data.batchSize()).bytes(), secondsPerBatch);
    }

    private TrainingLoop loop(
            TrainingData data, TrainingState state, ValidationLoss loss, CheckpointWriter writer, TrainingLog log) {
        var interrupt = new Interrupt(pauseAfter);
        var updates = new Updates(settings, data, state.learner(), state.position(), interrupt, log::warn);
        var reports = new EpochReports(settings, state, loss, interrupt, log::warn);
        return new TrainingLoop(settings, data, state, updates, reports, writer, interrupt, log);
    }

    private Training settings(Consumer<TrainingSettings.Draft> change) {
        return with(t -> t.settings = t.settings.with(change));
    }

    private Training with(Consumer<Training> change) {
        var copy = new Training(this, input);
        change.accept(copy);
        return copy;
    }

    /** One row for each setting: {@code setting, value, reason}; why it was suggested, or that it was set by hand. */
    public Table table() {
        return suggested.table(settings);
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table());
    }

    /** The {@link #table}. */
    @Override
    public String toString() {
        return TextTable.of(table());
    }
}
