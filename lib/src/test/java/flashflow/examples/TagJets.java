package flashflow.examples;

import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.flow.FlowModel;
import java.nio.file.Path;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** A trained model in a program without a notebook; notebook 09 shows this file. */
public final class TagJets {
    private TagJets() {}

    /** Arguments: a model file and an HDF5 file of jets. */
    public static void main(String[] arguments) {
        try (var model = FlowModel.load(Path.of(arguments[0]));
                var jets = Hdf5Dataset.jets(Path.of(arguments[1]))) {
            Table b = jets.context()
                    .where(t -> t.numberColumn("MGenJet_hadronFlavour").isEqualTo(5));
            Table sample = model.generate(b, 42);
            double tagged = sample.where(sample.numberColumn("MJet_btagDeepB").isGreaterThan(0.5))
                    .rowCount();
            System.out.println(String.format(
                    Locale.ROOT, "%.1f %% of %d b jets are tagged.", 100 * tagged / b.rowCount(), b.rowCount()));
        }
    }
}
