package flashflow.training.runs;

import flashflow.training.checkpoint.Checkpoint;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * What a checkpoint says of its training.
 *
 * @param state in a word or two
 * @param best of its validations
 * @param epochs done
 * @param ofEpochs wanted
 * @param updates made
 * @param history until then
 * @param settings and what else tells trainings apart, by name
 */
record ToldByCheckpoint(
        String state,
        BestNll best,
        double epochs,
        double ofEpochs,
        double updates,
        Table history,
        Map<String, String> settings) {
    static ToldByCheckpoint of(Checkpoint checkpoint) {
        var position = checkpoint.position();
        int wanted = checkpoint.settings().epochs();
        return new ToldByCheckpoint(
                position.outcome(wanted).toString(),
                BestNll.of(position.bestNll(), position.bestEpoch()),
                position.epoch(),
                wanted,
                position.updates(),
                checkpoint.history(),
                Traits.of(checkpoint));
    }
}
