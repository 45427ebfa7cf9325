package flashflow.events;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.categorical.CategoricalModel;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowModel;
import flashflow.nanoaod.NanoObjects;
import flashflow.nanoaod.ObjectKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that makes the reconstructed objects of one kind from the generator's part of an event: which generator objects are found,
 * what is measured of those, and, for jets, how many others there are and what is measured of them. Immutable, and one file; what it
 * was made of is not closed with it, what {@link #load} opened is.
 *
 * <pre>{@code
 * var jets = ObjectModel.of(extracted, flow).efficiency(found).unmatched(howMany, others);
 * jets.save(Path.of("jets.model"));
 * }</pre>
 */
public final class ObjectModel implements AutoCloseable {
    private final FullSimulation training;
    private final FlowModel flow;
    private final ClassProbabilities found;
    private final ClassProbabilities number;
    private final FlowModel others;
    /** What closes that it opened itself. */
    private final List<Runnable> opened;

    ObjectModel(
            FullSimulation training,
            FlowModel flow,
            ClassProbabilities found,
            ClassProbabilities number,
            FlowModel others,
            List<Runnable> opened) {
        this.training = training;
        this.flow = flow;
        this.found = found;
        this.number = number;
        this.others = others;
        this.opened = List.copyOf(opened);
    }

    /**
     * Every generator object is found, and there are no others, until told otherwise.
     *
     * @param training the full simulation that the flow was trained on: its rules, cuts, types, ranges, and which flags occur
     * @param flow from the context of a generator object to the targets of the pair
     * @throws FlashFlowException if the flow has columns that the pairs do not have, or lacks a residual that gives pt, eta or phi
     */
    public static ObjectModel of(NanoObjects training, FlowModel flow) {
        var known = FullSimulation.of(training);
        refuseUnknown("flow", flow.layout().context(), known.context());
        refuseUnknown("flow", flow.layout().targets(), known.targets());
        PhysicalColumns.ofPairs(known.kind(), flow.layout().targets());
        return new ObjectModel(known, flow, null, null, null, List.of());
    }

    /** Opens a file written by {@link #save}, on the GPU where there is one. */
    public static ObjectModel load(Path file) {
        return load(file, PyTorch.engine().defaultDevice());
    }

    /**
     * Opens a file written by {@link #save}; its models are closed with it.
     *
     * @throws FlashFlowException if it is missing, damaged, of another kind or a newer release's
     */
    public static ObjectModel load(Path file, Device device) {
        return ObjectModelFile.load(file, device);
    }

    /**
     * Writes all of it, with what it knows of the full simulation, into one safetensors file, beside and renamed: an existing file is
     * replaced whole or not at all.
     *
     * @throws FlashFlowException if its efficiency or multiplicity is not a {@link CategoricalModel}, or the file cannot be written
     */
    public void save(Path file) {
        ObjectModelFile.write(this, file);
    }

    private static void refuseUnknown(String what, List<String> names, List<String> known) {
        var unknown = names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new FlashFlowException("The " + what + " takes or gives the columns " + unknown
                    + ", which the extracted objects do not have; train it on them, they have " + known + ".");
        }
    }

    /**
     * Which generator objects are found.
     *
     * @param found of two classes, of which 1 means found, given context of a generator object
     */
    public ObjectModel efficiency(ClassProbabilities found) {
        refuseUnknown("efficiency", found.context(), training.context());
        if (found.classes() != 2) {
            throw new FlashFlowException("An efficiency tells two classes apart, not found and found, and this one has "
                    + found.classes() + "; train it on " + NanoObjects.FOUND + ".");
        }
        return new ObjectModel(training, flow, found, number, others, opened);
    }

    /** The same with a model that was trained on {@link NanoObjects#generated}. */
    public ObjectModel efficiency(CategoricalModel found) {
        return efficiency(new TrainedClasses(found));
    }

    /**
     * Which objects there are that belong to no generator object.
     *
     * @param number class k for k of them, given the context of an event
     * @param others from the context of an event to the raw columns of such an object, as in {@link NanoObjects#unmatched}
     * @throws FlashFlowException if they have other columns than the extracted objects, or the flow gives fewer than the pairs have
     */
    public ObjectModel unmatched(ClassProbabilities number, FlowModel others) {
        if (training.ofUnmatched().isEmpty()) {
            throw new FlashFlowException("The extracted " + training.kind().word()
                    + " have none without a generator object; leave unmatched(...) out.");
        }
        refuseUnknown("multiplicity", number.context(), training.eventContext());
        refuseUnknown("flow of unmatched objects", others.layout().context(), training.eventContext());
        refuseUnknown("flow of unmatched objects", others.layout().targets(), training.unmatchedColumns());
        var needed = PhysicalColumns.ofPairs(training.kind(), flow.layout().targets());
        var given = PhysicalColumns.ofUnmatched(training.kind(), others.layout().targets());
        if (!given.names().containsAll(needed.drawn())) {
            throw new FlashFlowException(
                    "The flow of unmatched " + training.kind().word() + " gives " + given.names()
                            + ", and the others have " + needed.drawn() + "; train it on all of them.");
        }
        return new ObjectModel(training, flow, found, number, others, opened);
    }

    /** The same with a model that was trained on {@link NanoObjects#multiplicity}. */
    public ObjectModel unmatched(CategoricalModel number, FlowModel others) {
        return unmatched(new TrainedClasses(number), others);
    }

    /** Jets or muons. */
    public ObjectKind kind() {
        return training.kind();
    }

    FullSimulation training() {
        return training;
    }

    FlowModel flow() {
        return flow;
    }

    Optional<ClassProbabilities> found() {
        return Optional.ofNullable(found);
    }

    Optional<ClassProbabilities> number() {
        return Optional.ofNullable(number);
    }

    FlowModel others() {
        return others;
    }

    Occurring[] ofPairs() {
        return training.ofPairs(flow.layout().targets());
    }

    Occurring[] ofOthers() {
        return training.ofUnmatched(others.layout().targets());
    }

    /**
     * Identifies weights and preprocessing of all its models; nothing where the efficiency or the multiplicity is no trained model.
     */
    Optional<String> hash() {
        var classes = Stream.of(found, number).filter(Objects::nonNull).toList();
        if (!classes.stream().allMatch(TrainedClasses.class::isInstance)) {
            return Optional.empty();
        }
        var flows = Stream.of(flow, others).filter(Objects::nonNull).map(FlowModel::hash);
        var hashes =
                classes.stream().map(each -> ((TrainedClasses) each).model().hash());
        return Optional.of(Stream.concat(flows, hashes).collect(Collectors.joining("-")));
    }

    /** Closes what {@link #load} opened; models given to {@link #of} stay open. */
    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }

    /** What it is made of, in a line. */
    @Override
    public String toString() {
        return kind().word() + ": a flow of " + flow.layout().targets().size() + " targets given "
                + flow.layout().context().size()
                + (found == null ? ", all are found" : ", an efficiency")
                + (number == null ? "" : ", and unmatched ones");
    }
}
