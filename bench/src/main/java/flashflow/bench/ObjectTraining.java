package flashflow.bench;

import flashflow.categorical.CategoricalConfig;
import flashflow.categorical.CategoricalModel;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.events.ObjectModel;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.nanoaod.NanoObjects;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Everything that one kind of objects needs, trained as is suggested for the data. */
final class ObjectTraining implements AutoCloseable {
    private static final int MOST_UNMATCHED = 8;

    private final NanoObjects objects;
    private final int epochs;
    private final FlowModel flow;
    private final ObjectModel model;
    private final List<AutoCloseable> trained = new ArrayList<>();

    private ObjectTraining(NanoObjects objects, int epochs) {
        this.objects = objects;
        this.epochs = epochs;
        this.flow = flow("flow", objects.pairs());
        var found = classes("efficiency", 2, objects.generated());
        var made = ObjectModel.of(objects, flow).efficiency(found);
        this.model = objects.unmatchedCount() == 0 ? made : withUnmatched(made);
    }

    static ObjectTraining of(NanoObjects objects, int epochs) {
        return new ObjectTraining(objects, epochs);
    }

    private ObjectModel withUnmatched(ObjectModel matched) {
        var number = new ColumnLayout(objects.eventContext(), List.of(NanoObjects.UNMATCHED));
        return matched.unmatched(
                classes("multiplicity", MOST_UNMATCHED, objects.events().only(number)),
                flow("unmatched flow", objects.unmatched()));
    }

    private FlowModel flow(String name, RowSource rows) {
        var preprocessing = Preprocessing.guess(rows);
        var made = FlowModel.of(FlowConfig.suggest(preprocessing, rows), preprocessing);
        trained.add(made);
        return fit(name, made, Training.suggest(made, rows), rows);
    }

    private CategoricalModel classes(String name, int classes, RowSource rows) {
        // An efficiency that rises within a small part of pt's deviation needs pt's logarithm, which guess takes.
        var preprocessing = Preprocessing.guess(rows);
        var made = CategoricalModel.of(CategoricalConfig.suggest(classes, preprocessing, rows), preprocessing);
        trained.add(made);
        return fit(name, made, Training.suggest(made, rows), rows);
    }

    private <T> T fit(String name, T made, Training training, RowSource rows) {
        String stage = "training " + objects.kind().word() + " " + name;
        NanoAodBench.stage(
                stage,
                () -> training.epochs(epochs)
                        .seed(1)
                        .listeners(new TrainingListener() {})
                        .fit(rows),
                run -> rows.rowCount() * epochs);
        return made;
    }

    ObjectModel model() {
        return model;
    }

    FlowModel flow() {
        return flow;
    }

    @Override
    public void close() {
        for (AutoCloseable each : trained) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
