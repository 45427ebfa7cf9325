package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.categorical.CategoricalModel;
import flashflow.flow.FlowModel;
import flashflow.nanoaod.NanoObjects;
import flashflow.nanoaod.ObjectKind;
import java.util.List;
import java.util.Optional;

/**
 * All that makes the reconstructed objects of one kind from the generator's part of an event: which generator objects are found,
 * what is measured of those, and, for jets, how many others there are and what is measured of them. Immutable; what it is made of is
 * not closed with it.
 *
 * <pre>{@code
 * var jets = ObjectModel.of(extracted, flow).efficiency(found).unmatched(howMany, others);
 * }</pre>
 */
public final class ObjectModel {
    private final NanoObjects training;
    private final FlowModel flow;
    private final ClassProbabilities found;
    private final ClassProbabilities number;
    private final FlowModel others;
    private final Occurring[] ofPairs;
    private final Occurring[] ofOthers;

    private ObjectModel(
            NanoObjects training,
            FlowModel flow,
            ClassProbabilities found,
            ClassProbabilities number,
            FlowModel others,
            Occurring[] ofPairs,
            Occurring[] ofOthers) {
        this.training = training;
        this.flow = flow;
        this.found = found;
        this.number = number;
        this.others = others;
        this.ofPairs = ofPairs;
        this.ofOthers = ofOthers;
    }

    /**
     * Every generator object is found, and there are no others, until told otherwise.
     *
     * @param training the full simulation that the flow was trained on: its rules, cuts, types, ranges, and which flags occur
     * @param flow from the context of a generator object to the targets of the pair
     * @throws FlashFlowException if the flow has columns that the pairs do not have, or lacks a residual that gives pt, eta or phi
     */
    public static ObjectModel of(NanoObjects training, FlowModel flow) {
        refuseUnknown("flow", flow.layout().context(), training.layout().context());
        refuseUnknown("flow", flow.layout().targets(), training.layout().targets());
        PhysicalColumns.ofPairs(training.kind(), flow.layout().targets());
        try (var pairs = training.pairs()) {
            var chosen = pairs.only(flow.layout());
            return new ObjectModel(training, flow, null, null, null, Occurring.of(chosen), new Occurring[0]);
        }
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
        refuseUnknown("efficiency", found.context(), training.layout().context());
        if (found.classes() != 2) {
            throw new FlashFlowException("An efficiency tells two classes apart, not found and found, and this one has "
                    + found.classes() + "; train it on " + NanoObjects.FOUND + ".");
        }
        return new ObjectModel(training, flow, found, number, others, ofPairs, ofOthers);
    }

    /** The same with a model that was trained on {@link NanoObjects#generated}. */
    public ObjectModel efficiency(CategoricalModel found) {
        return efficiency(new Trained(found));
    }

    /**
     * Which objects there are that belong to no generator object.
     *
     * @param number class k for k of them, given the context of an event
     * @param others from the context of an event to the raw columns of such an object
     * @throws FlashFlowException if they have other columns than the extracted objects, or the flow gives fewer than the pairs have
     */
    public ObjectModel unmatched(ClassProbabilities number, FlowModel others) {
        if (training.unmatchedCount() == 0) {
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
        try (var rows = training.unmatched()) {
            var chosen = rows.only(others.layout());
            return new ObjectModel(training, flow, found, number, others, ofPairs, Occurring.of(chosen));
        }
    }

    /** The same with a model that was trained on {@link NanoObjects#multiplicity}. */
    public ObjectModel unmatched(CategoricalModel number, FlowModel others) {
        return unmatched(new Trained(number), others);
    }

    /** A trained model of classes. */
    private record Trained(CategoricalModel model) implements ClassProbabilities {
        @Override
        public List<String> context() {
            return model.layout().context();
        }

        @Override
        public int classes() {
            return model.config().classes();
        }

        @Override
        public double[] probabilities(long firstRow, int rows, float[] context) {
            return model.probabilities(firstRow, rows, context);
        }
    }

    /** Jets or muons. */
    public ObjectKind kind() {
        return training.kind();
    }

    /** What the flow was trained on. */
    public NanoObjects training() {
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
        return ofPairs.clone();
    }

    Occurring[] ofOthers() {
        return ofOthers.clone();
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
