package flashflow.toy.events;

import flashflow.toy.ToyResponse;
import java.util.List;

/**
 * Places of the columns in the rows of one kind of objects.
 *
 * @param response the law of these rows
 * @param prefix of the targets' names
 */
record Targets(ToyResponse response, String prefix, List<String> columns) {
    static Targets jets() {
        return of(ToyEvents.JETS.response(), "MJet_");
    }

    static Targets muons() {
        return of(ToyEvents.MUONS.response(), "MMuon_");
    }

    static Targets pileupJets() {
        return of(ToyEvents.UNMATCHED.response(), "Jet_");
    }

    private static Targets of(ToyResponse response, String prefix) {
        return new Targets(response, prefix, response.layout().columns());
    }

    int width() {
        return columns.size();
    }

    /** Place of a target, by its name without prefix. */
    int index(String target) {
        return columns.indexOf(prefix + target);
    }

    float of(float[] row, String target) {
        return row[index(target)];
    }
}
