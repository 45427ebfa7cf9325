package flashflow.events;

import flashflow.data.RowSource;
import flashflow.data.columns.ColumnDataset;
import flashflow.events.ObjectBlock.EventIds;
import flashflow.nanoaod.NanoObjects;
import java.util.ArrayList;
import java.util.List;

/** The tables that objects are generated from, open for reading; those without rows are not there. */
final class GeneratedObjects implements AutoCloseable {
    private final List<ColumnDataset> open = new ArrayList<>();
    private final ColumnDataset flow;
    private final ColumnDataset found;
    private final ColumnDataset reference;
    private final ColumnDataset events;
    private final ColumnDataset number;
    private final ColumnDataset others;

    GeneratedObjects(ObjectModel model, NanoObjects in) {
        try {
            boolean objects = in.generatedCount() > 0;
            var columns =
                    PhysicalColumns.ofPairs(model.kind(), model.flow().layout().targets());
            reference = objects ? opened(in.generated(columns.reference())) : null;
            var context = model.flow().layout().context();
            flow = objects && !context.isEmpty() ? opened(in.generated(context)) : null;
            found = objects && model.found().isPresent()
                    ? opened(in.generated(model.found().get().context()))
                    : null;
            boolean busy = in.eventCount() > 0 && model.number().isPresent();
            events = busy ? opened(in.events(List.of("n_generated"))) : null;
            number = busy ? opened(in.events(model.number().get().context())) : null;
            others = busy ? opened(in.events(model.others().layout().context())) : null;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private ColumnDataset opened(ColumnDataset dataset) {
        open.add(dataset);
        return dataset;
    }

    /** All events with something to generate, cut into pieces. */
    EventPieces pieces(int rowsAtOnce) {
        return new EventPieces(reference, events, rowsAtOnce);
    }

    RowSource flow() {
        return flow;
    }

    float[] found(EventPiece piece) {
        return read(found, piece.firstGenerated(), piece.generated());
    }

    double[] reference(EventPiece piece) {
        double[] values = new double[piece.generated() * reference.width()];
        reference.readExact(piece.firstGenerated(), piece.generated(), values, 0);
        return values;
    }

    float[] number(EventPiece piece) {
        return read(number, piece.firstEvent(), piece.events());
    }

    RowSource others() {
        return others;
    }

    private static float[] read(RowSource rows, long first, int count) {
        float[] values = new float[count * rows.width()];
        rows.read(first, count, values, 0);
        return values;
    }

    /** The ids of the generator objects' events. */
    List<EventIds> idsOfObjects(EventPiece piece) {
        return ids(reference, piece.firstGenerated(), piece.generated());
    }

    List<EventIds> idsOfEvents(EventPiece piece) {
        return ids(events, piece.firstEvent(), piece.events());
    }

    private static List<EventIds> ids(RowSource rows, long first, int count) {
        var columns = rows.readCarried(first, count);
        var ids = new ArrayList<EventIds>();
        for (int i = 0; i < count; i++) {
            ids.add(new EventIds(
                    columns.get(0).longAt(i),
                    columns.get(1).longAt(i),
                    columns.get(2).longAt(i),
                    columns.get(3).longAt(i)));
        }
        return ids;
    }

    /** Index of each generator object in its event. */
    long[] generators(EventPiece piece) {
        var columns = reference.readCarried(piece.firstGenerated(), piece.generated());
        var generator = columns.get(columns.size() - 1);
        long[] indices = new long[piece.generated()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = generator.longAt(i);
        }
        return indices;
    }

    @Override
    public void close() {
        open.forEach(ColumnDataset::close);
    }
}
