package flashflow.events;

import flashflow.categorical.CategoricalConfig;
import flashflow.categorical.CategoricalModel;
import flashflow.data.columns.ColumnDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.nanoaod.NanoAod;
import flashflow.nanoaod.NanoObjects;
import flashflow.nanoaod.ToyRoot;
import flashflow.preprocessing.Preprocessing;
import flashflow.reporting.WorkListener;
import java.io.IOException;
import java.nio.file.Path;

/** Toy events, what is extracted of them, and untrained models of their objects. */
final class ToyObjects implements AutoCloseable {
    static final WorkListener SILENT = new WorkListener() {};

    final Path root;
    final NanoObjects jets;
    final NanoObjects muons;
    final FlowModel flow;
    final FlowModel pileup;
    final FlowModel muonFlow;
    final CategoricalModel found;
    final CategoricalModel number;

    ToyObjects(Path folder, long events) throws IOException {
        root = ToyRoot.in(folder, "toy", 1, events);
        jets = NanoAod.of(root).listener(SILENT).jets();
        muons = NanoAod.of(root).listener(SILENT).muons();
        flow = flow(jets.pairs());
        pileup = flow(jets.unmatched());
        muonFlow = flow(muons.pairs());
        found = classes(jets.generated(), 2);
        number = classes(jets.multiplicity(), jets.multiplicityClasses());
    }

    static FlowModel flow(ColumnDataset rows) {
        try (rows) {
            var layout = rows.layout();
            var config = FlowConfig.of(layout.targets().size(), layout.context().size(), 2, 16, 1, 8);
            var flow = FlowModel.of(config, Preprocessing.standardise(layout));
            flow.fitPreprocessing(rows);
            return flow;
        }
    }

    private static CategoricalModel classes(ColumnDataset rows, int classes) {
        try (rows) {
            var config = CategoricalConfig.of(classes, rows.layout().context().size());
            var model = CategoricalModel.of(config.hidden(8).blocks(1), Preprocessing.standardise(rows.layout()));
            model.fitPreprocessing(rows);
            return model;
        }
    }

    /** With all that jets can have. */
    ObjectModel jetModel() {
        return ObjectModel.of(jets, flow).efficiency(found).unmatched(number, pileup);
    }

    ObjectModel muonModel() {
        return ObjectModel.of(muons, muonFlow);
    }

    EventGeneration generation() {
        return EventGeneration.of(jetModel(), muonModel()).seed(7).listener(SILENT);
    }

    @Override
    public void close() {
        flow.close();
        pileup.close();
        muonFlow.close();
        found.close();
        number.close();
    }
}
