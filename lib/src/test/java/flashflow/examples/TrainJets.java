package flashflow.examples;

import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyJets;
import flashflow.toy.ToySource;
import flashflow.training.Training;
import flashflow.training.schedule.CosineAnnealing;
import java.nio.file.Path;

/** Trains the small model {@code data/jets.flow} on jets that the toy detector makes, some five minutes on two CPU cores. */
public final class TrainJets {
    private TrainJets() {}

    /** Arguments: an HDF5 file of jets to validate with, and where the model goes. */
    public static void main(String[] arguments) {
        var config = FlowConfig.jetsSmall().steps(5).hidden(64).bins(16);
        try (var model = FlowModel.of(config, Preprocessing.standardise(ColumnLayout.jets()));
                var train = ToySource.of(new ToyJets(), 1, 200_000);
                var valid = Hdf5Dataset.jets(Path.of(arguments[0]))) {
            Training.of(model)
                    .epochs(15)
                    .batchSize(512)
                    .schedule(CosineAnnealing.from(3e-3))
                    .averageWeights(0.99)
                    .keepBest()
                    .validateOn(valid)
                    .fit(train);
            model.save(Path.of(arguments[1]));
        }
    }
}
