package flashflow.spark.frames;

import flashflow.data.ExactColumn;
import flashflow.data.Warnings;
import flashflow.engine.EngineThreads;
import flashflow.flow.Sampler;
import flashflow.spark.tasks.TaskCores;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The sample of a partition, drawn batch by batch as it is asked for. */
final class DrawnRows implements Iterator<Row> {
    private final Iterator<Row> context;
    private final SampleSchema schema;
    private final Sampler sampler;
    private final int folds;
    private final int targets;
    private final int[] exactPlaces;
    private Iterator<Row> batch = Collections.emptyIterator();

    DrawnRows(Iterator<Row> context, SampleSchema schema, Sampler sampler, List<String> targets, int folds) {
        this.context = context;
        this.schema = schema;
        this.sampler = sampler;
        this.folds = folds;
        this.targets = targets.size();
        this.exactPlaces = sampler.exactTargets().stream()
                .mapToInt(column -> targets.indexOf(column.name()))
                .toArray();
    }

    @Override
    public boolean hasNext() {
        if (!batch.hasNext() && context.hasNext()) {
            batch = drawn();
            if (!context.hasNext()) {
                new Warnings(sampler.warnings()).print();
            }
        }
        return batch.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }

    private Iterator<Row> drawn() {
        var rows = ContextBatch.next(schema, context, sampler.batchRows(Integer.MAX_VALUE, folds));
        float[] drawn = targets(rows);
        var exact = sampler.exactTargets();
        return IntStream.range(0, rows.rows().size() * folds)
                .mapToObj(i -> row(rows.rows().get(i / folds), drawn, exact, i))
                .iterator();
    }

    /** By one thread of the engine: the cores have other tasks beside this one. */
    private float[] targets(ContextBatch rows) {
        EngineThreads.one();
        var core = TaskCores.take(1);
        try {
            return sampler.exactContext().isEmpty()
                    ? sampler.generate(rows.numbers(), rows.context(), folds)
                    : sampler.generate(rows.numbers(), rows.exactContext(), folds);
        } finally {
            core.close();
        }
    }

    private Row row(Row context, float[] drawn, List<ExactColumn> exact, int draw) {
        int[] kept = schema.kept();
        Object[] values = new Object[kept.length + targets + 1];
        for (int i = 0; i < kept.length; i++) {
            values[i] = context.get(kept[i]);
        }
        for (int i = 0; i < targets; i++) {
            values[kept.length + i] = drawn[draw * targets + i];
        }
        for (int i = 0; i < exactPlaces.length; i++) {
            values[kept.length + exactPlaces[i]] = exact.get(i).doubleAt(draw);
        }
        values[values.length - 1] = draw % folds;
        return RowFactory.create(values);
    }
}
