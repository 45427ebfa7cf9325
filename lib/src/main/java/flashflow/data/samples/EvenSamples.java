package flashflow.data.samples;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.Table;

/** A set of samples as statistics of rows take them: one table each, of rows that all weigh the same. */
public final class EvenSamples {
    private final Table reference;
    private final Map<String, Table> others = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Thins the rows of weighted samples; see {@link Samples#unweighted}.
     *
     * @param withContext whether the columns of the context are among those of the tables
     * @throws FlashFlowException if a weight is negative, or there is nothing beside the reference
     */
    public EvenSamples(Samples samples, long seed, boolean withContext) {
        if (samples.others().isEmpty()) {
            throw new FlashFlowException("There is no sample beside the reference '"
                    + samples.reference().name() + "'; add one by and(...).");
        }
        var even = samples.unweighted(seed);
        samples.all().forEach(sample -> tell(sample, even.sample(sample.name())));
        reference = withoutWeight(even.reference().table(withContext), samples);
        even.others().forEach(sample -> others.put(sample.name(), withoutWeight(sample.table(withContext), samples)));
    }

    private void tell(Sample before, Sample after) {
        if (before.members().stream().anyMatch(SampleRows::isWeighted)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Of %,d weighted rows of the sample '%s', %,d were kept, so that all weigh the same.",
                    before.rowCount(),
                    before.name(),
                    after.rowCount()));
        }
    }

    /** Weights are no column to be compared. */
    private static Table withoutWeight(Table table, Samples samples) {
        samples.all().stream()
                .map(sample -> sample.members().get(0).weight())
                .filter(table::containsColumn)
                .distinct()
                .forEach(table::removeColumns);
        return table;
    }

    /** The reference. */
    public Table reference() {
        return reference;
    }

    /** The others by their names, in their order. */
    public Map<String, Table> others() {
        return others;
    }

    /** How many rows weights have left, in sentences. */
    public List<String> warnings() {
        return warnings;
    }
}
