package flashflow.training.ensemble;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Fit;
import flashflow.preprocessing.Preprocessing;
import flashflow.suggestion.Suggestion;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How an ensemble is to be trained (deep ensembles, Lakshminarayanan et al. 2017): m flows from different first weights, one after the
 * other, whose mean density is the model. Immutable: each setter gives a changed copy, and {@link #fit} does the work.
 *
 * <pre>{@code
 * var run = Ensemble.suggest(preprocessing, data).fit(data);
 * Table sample = run.model().generate(context, 42);
 * }</pre>
 */
public final class Ensemble {
    private final FlowConfig config;
    private final Preprocessing preprocessing;
    private final int members;
    private MemberRows rows = MemberRows.ALL;
    private UnaryOperator<Training> change = UnaryOperator.identity();
    private long seed = 1;
    private Device device = PyTorch.engine().defaultDevice();
    private List<TrainingListener> listeners = List.of();
    /** Null for no checkpoints. */
    private Path checkpoints;
    /** Whether the first member is also trained without the shift by the context, and the better one shows how to go on. */
    private boolean shiftTried;

    private Ensemble(FlowConfig config, Preprocessing preprocessing, int members) {
        this.config = config;
        this.preprocessing = preprocessing;
        this.members = members;
    }

    /**
     * Flows of that architecture, each with the configuration's seed and its own number added, trained on the same rows as {@code
     * Training.suggest} would, with seeds of their own for the order of the rows and for those held out.
     *
     * @param preprocessing fitted once, to all rows, where it needs to be
     * @param members m, at least 1; 5 are usual
     */
    public static Ensemble of(FlowConfig config, Preprocessing preprocessing, int members) {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(preprocessing, "preprocessing");
        if (members < 1) {
            throw new FlashFlowException("An ensemble has at least one member, and " + members + " were wanted.");
        }
        return new Ensemble(config, preprocessing, members);
    }

    /**
     * As many flows as the data's {@link Suggestion} says, of the architecture that it says; one only where there are many rows.
     * Whether the shift by the context helps cannot be seen beforehand: the first member is trained with and without it, and the better
     * one on the rows held out decides for all; see {@link EnsembleRun#shiftTrial}.
     */
    public static Ensemble suggest(Preprocessing preprocessing, RowSource data) {
        var suggestion = Suggestion.of(preprocessing, data);
        var ensemble = of(FlowConfig.of(suggestion), preprocessing, suggestion.members());
        ensemble.shiftTried = suggestion.contextShift() && suggestion.members() > 1 && suggestion.validationShare() > 0;
        return ensemble;
    }

    private Ensemble copy() {
        var copy = new Ensemble(config, preprocessing, members);
        copy.rows = rows;
        copy.change = change;
        copy.seed = seed;
        copy.device = device;
        copy.listeners = listeners;
        copy.checkpoints = checkpoints;
        copy.shiftTried = shiftTried;
        return copy;
    }

    /**
     * Cuts the rows into m parts; each member validates on another one and trains on the rest, so that each row is validated on once:
     * m-fold cross-validation. Needs two members, and as many rows.
     */
    public Ensemble folds() {
        return rows(MemberRows.FOLDS);
    }

    /**
     * Draws as many rows as there are for each member, with replacement (bagging, Breiman 1996), and validates on those that were not
     * drawn, some 37 %. The rows drawn are kept in memory.
     */
    public Ensemble bootstrap() {
        return rows(MemberRows.BOOTSTRAP);
    }

    private Ensemble rows(MemberRows other) {
        var copy = copy();
        copy.rows = other;
        return copy;
    }

    /** Changes the suggested training of each member, for instance {@code t -> t.epochs(100).batchSize(50)}. */
    public Ensemble training(UnaryOperator<Training> settings) {
        var copy = copy();
        copy.change = training -> settings.apply(change.apply(training));
        return copy;
    }

    /** Seed from which those of the members come, and of the parts of the rows; 1 by default. */
    public Ensemble seed(long other) {
        var copy = copy();
        copy.seed = other;
        return copy;
    }

    /** Where to train; on the GPU by default, where there is one. */
    public Ensemble device(Device other) {
        var copy = copy();
        copy.device = other;
        return copy;
    }

    /** Who hears how it goes, all members as one training, instead of the notebook's display or the standard output. */
    public Ensemble listeners(TrainingListener... who) {
        var copy = copy();
        copy.listeners = List.of(who);
        return copy;
    }

    /**
     * Writes checkpoints into a folder for each member within this one. Where there are some, the training goes on from them, so that the
     * same program takes up an ensemble after a crash or an interrupt.
     */
    public Ensemble checkpoints(Path folder) {
        var copy = copy();
        copy.checkpoints = folder;
        return copy;
    }

    /**
     * Trains one member after the other. An interrupt (a notebook's stop button) ends it; the model then has the members begun so far,
     * and with {@link #checkpoints} the next {@code fit} goes on.
     *
     * @param data all rows, those to validate on among them
     * @throws FlashFlowException if there are too few rows for the parts, or as {@link Training#fit}
     */
    public EnsembleRun fit(RowSource data) {
        var fitted = preprocessing.fit().isPresent() ? preprocessing : preprocessing.fit(data);
        boolean dropped =
                fitted != preprocessing && fitted.fit().map(Fit::dropped).orElse(0L) > 0;
        var parts = rows.of(dropped ? fitted.usable(data).from(data) : data, members, seed);
        var progress = new EnsembleProgress(listeners, members);
        var trained = new ArrayList<TrainedMember>();
        try {
            var trial = shiftTried ? ShiftTrial.of(this, fitted, parts.get(0), progress) : null;
            if (trial != null) {
                trained.add(trial.better());
            }
            var goingOn = trial == null ? config : trial.config();
            boolean interrupted = trial != null && trial.interrupted();
            for (int member = trained.size(); member < members && !interrupted; member++) {
                var next = member(goingOn, fitted, member, parts.get(member), "member-" + (member + 1));
                trained.add(next.toItsEnd(progress.ofMember(member)));
                interrupted = trained.get(member).interrupted();
            }
            progress.over();
            return EnsembleRun.of(trained, members, rows == MemberRows.FOLDS, trial);
        } catch (RuntimeException | Error e) {
            trained.forEach(TrainedMember::close);
            throw e;
        }
    }

    FlowConfig config() {
        return config;
    }

    /** @param folder for its checkpoints, within that of the ensemble */
    MemberTraining member(FlowConfig like, Preprocessing fitted, int member, MemberRows.Part part, String folder) {
        var model = FlowModel.of(like.seed(like.seed() + member), fitted, device);
        try {
            return new MemberTraining(model, training(model, member, part, folder), part.train());
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private Training training(FlowModel model, int member, MemberRows.Part part, String name) {
        var training = change.apply(Training.suggest(model, part.train())).seed(seed + member);
        if (part.validation() != null) {
            training = training.validateOn(part.validation()).keepBest();
        }
        if (checkpoints != null) {
            var folder = checkpoints.resolve(name);
            training = training.checkpoints(folder).resumeFrom(folder);
        }
        return training;
    }
}
