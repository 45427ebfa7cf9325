package flashflow.generation;

import flashflow.data.CarriedColumn;
import flashflow.data.RowSink;
import java.util.List;
import java.util.Map;

/** Where a generation writes: opens a sink as soon as it is known what a row holds. */
@FunctionalInterface
public interface GenerationOutput {
    /**
     * Opens the sink, which the generation finishes and closes.
     *
     * @param columns names of the float32 columns: context, then targets
     * @param exact columns of other types: those that the source carries, then for several folds {@code event}, the number of
     *     the input row from 0, and {@code fold}; no name is one of {@code columns}
     * @param attributes where the rows come from: {@code context_columns}, {@code model_hash}, {@code seed}, {@code folds}
     */
    RowSink open(List<String> columns, List<CarriedColumn> exact, Map<String, Object> attributes);
}
