package flashflow.training.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * What the folder of a training shows of it.
 *
 * @param name path from the root of the search
 * @param state in a word or two
 * @param bestNll of the validations, in nats; NaN where there is none, or it is not known
 * @param bestEpoch when it was, in epochs; NaN likewise
 * @param epochs done; NaN where not known, as all that follow
 * @param ofEpochs that were wanted
 * @param updates made
 * @param seconds of training and validation
 * @param bytes of its own files
 * @param written when the newest of them was
 * @param history with the reports after the newest checkpoint
 * @param settings and what else tells trainings apart, by name
 * @param remarks such as why it cannot be read, one sentence each
 */
record RunFolder(
        String name,
        Path folder,
        String state,
        double bestNll,
        double bestEpoch,
        double epochs,
        double ofEpochs,
        double updates,
        double seconds,
        long bytes,
        Instant written,
        Table history,
        Map<String, String> settings,
        List<String> remarks) {
    static final String DAMAGED = "damaged";

    /** Whether it cannot be opened. */
    boolean isDamaged() {
        return state.equals(DAMAGED);
    }

    /** Path from the root of the search, the same on every system; {@code .} is the root itself. */
    static String nameOf(Path root, Path folder) {
        String name = root.relativize(folder).toString().replace(java.io.File.separatorChar, '/');
        return name.isEmpty() ? "." : name;
    }
}
