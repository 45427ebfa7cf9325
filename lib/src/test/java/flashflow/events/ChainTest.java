package flashflow.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import flashflow.toy.events.ToyEvents;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.validation.events.EventComparison;
import flashflow.validation.events.EventObjects;
import flashflow.validation.events.EventVariables;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a ROOT file through training to a ROOT file, held against the known truth of toy events; small models, short trainings. */
class ChainTest {
    private static final WorkListener SILENT = new WorkListener() {};
    private static final int EVENTS = 1500;

    @TempDir
    Path folder;

    @BeforeAll
    static void python() {
        ToyRoot.assumed();
    }

    private static FlowModel flow(ColumnDataset rows) {
        try (rows) {
            var layout = rows.layout();
            var config = FlowConfig.of(layout.targets().size(), layout.context().size(), 2, 24, 1, 8);
            var model = FlowModel.of(config, Preprocessing.standardise(layout));
            training(Training.of(model)).epochs(3).fit(rows);
            return model;
        }
    }

    private static CategoricalModel classes(ColumnDataset rows, int classes) {
        try (rows) {
            var config = CategoricalConfig.of(classes, rows.layout().context().size())
                    .hidden(16)
                    .blocks(1);
            var model = CategoricalModel.of(config, Preprocessing.standardise(rows.layout()));
            training(Training.of(model)).epochs(8).fit(rows);
            return model;
        }
    }

    private static Training training(Training training) {
        return training.batchSize(128).schedule(CosineAnnealing.from(5e-3)).listeners(new TrainingListener() {});
    }

    @Test
    void fromRootToRoot() throws Exception {
        var jets = NanoAod.of(ToyRoot.in(folder, "full", 1, EVENTS))
                .listener(SILENT)
                .jets();
        var other = ToyRoot.in(folder, "other", 2, EVENTS);
        var out = folder.resolve("simulated.root");
        try (var flow = flow(jets.pairs());
                var found = classes(jets.generated(), 2);
                var number = classes(jets.multiplicity(), jets.multiplicityClasses());
                var pileup = flow(jets.unmatched())) {
            var model = ObjectModel.of(jets, flow).efficiency(found).unmatched(number, pileup);
            var report = EventGeneration.of(model)
                    .seed(3)
                    .heldToRange()
                    .listener(SILENT)
                    .toNanoAod(other, out);
            var expected = NanoAod.of(other).listener(SILENT).jets();
            var made = NanoAod.of(out).listener(SILENT).jets();
            assertEquals(report.objects().get(0).found(), made.pairCount());
            checkEfficiency(expected, made);
            double mean = expected.unmatchedCount() / (double) EVENTS;
            assertEquals(mean, made.unmatchedCount() / (double) EVENTS, 0.1 * mean);
            checkEvents(expected, made);
        }
    }

    /** Of the truth, in bins of pt: the same generated jets are in both files. */
    private static void checkEfficiency(NanoObjects expected, NanoObjects made) {
        var rows = made.generated().table();
        assertEquals(expected.generatedCount(), rows.rowCount());
        double[] truth = ToyEvents.jets().found(rows);
        double[] pt = rows.numberColumn("MGenJet_pt").asDoubleArray();
        double[] seen = rows.numberColumn("found").asDoubleArray();
        double[] edges = {0, 25, 40, 80, 1e9};
        for (int bin = 0; bin < 4; bin++) {
            double sum = 0;
            double variance = 0;
            double found = 0;
            int count = 0;
            for (int i = 0; i < pt.length; i++) {
                if (pt[i] >= edges[bin] && pt[i] < edges[bin + 1]) {
                    sum += truth[i];
                    variance += truth[i] * (1 - truth[i]);
                    found += seen[i];
                    count++;
                }
            }
            if (count > 50) {
                assertEquals(sum / count, found / count, 5 * Math.sqrt(variance) / count + 0.04, "bin " + bin);
            }
        }
    }

    private static void checkEvents(NanoObjects expected, NanoObjects made) {
        var comparison = EventComparison.of(
                EventObjects.extractedJets(expected.file()),
                EventObjects.extractedJets(made.file()),
                EventVariables.above(20));
        double reference =
                comparison.reference().numberColumn(EventVariables.HT).mean();
        double sample = comparison.sample().numberColumn(EventVariables.HT).mean();
        assertEquals(reference, sample, 0.1 * reference);
        assertTrue(comparison.multiplicity().freedom() > 1);
    }
}
