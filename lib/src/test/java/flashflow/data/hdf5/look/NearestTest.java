package flashflow.data.hdf5.look;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;

import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refused dataset is named together with what opens instead, and with the way to look at the file. */
class NearestTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("a"), List.of("b"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "data; no such dataset; or open Hdf5Dataset.columns(path, \"cube/data\").flatten()",
                "jetz; no such dataset; or open Hdf5Dataset.columns(path, \"jets\")",
                "particle; no such dataset; or open Hdf5Dataset.columns(path, \"particles\").labels(\"properties\")",
                "events/jets; a group and no dataset; open it with Hdf5Dataset.columns(path, \"events/jets\"),",
                "uneven; a group and no dataset; name a dataset, or open",
                "jets; compound elements; open it with Hdf5Dataset.columns(path, \"jets\"),",
                "tracks; compound elements; open it with Hdf5Dataset.columns(path, \"tracks\").flatten().mask(\"valid\"),",
                "cube/data; 3 dimensions; open it with Hdf5Dataset.columns(path, \"cube/data\").flatten()",
                "cube/labels; are text; astype('f4')",
                "events/jets/pt; 1 dimension, one column, and the layout needs 2; check the layout: 1 context and 1 target"
            })
    void pointsToWhatOpens(String dataset, String reason, String remedy) {
        var path = Hdf5Files.path("looks/physics.h5");
        assertRefused(
                () -> Hdf5Dataset.of(LAYOUT, path).dataset(dataset).open(),
                "physics.h5",
                "'" + dataset + "'",
                reason,
                remedy,
                "see Hdf5.look(Path.of(\"" + path.toString().replace("\\", "\\\\") + "\"))");
    }

    @Test
    void theFirstErrorOfANewUserNamesWhatThereIs() {
        assertRefused(
                () -> Hdf5Dataset.jets(Hdf5Files.path("looks/pytables.h5")),
                "there is no such dataset, the file holds [events] and no 'data'",
                "check the name, or open Hdf5Dataset.",
                "see Hdf5.look(");
    }
}
