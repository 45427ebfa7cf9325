package flashflow.events;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Objects of some events, as they are drawn; then in order, and as columns. */
final class ObjectBlock {
    /**
     * One object.
     *
     * @param event its event
     * @param fold which of the draws of its event
     * @param generator index of its generator object, -1 for none
     * @param values its columns
     */
    record Drawn(EventIds event, int fold, long generator, double[] values) {}

    /** What names an event; {@code event} is unsigned. */
    record EventIds(long run, long luminosityBlock, long event, long entry) {}

    private final List<CarriedColumn> columns;
    private final int pt;
    private final List<Drawn> objects = new ArrayList<>();

    /** @param columns the physical ones */
    ObjectBlock(List<CarriedColumn> columns) {
        this.columns = columns;
        this.pt = columns.stream().map(CarriedColumn::name).toList().indexOf("pt");
    }

    void add(Drawn object) {
        objects.add(object);
    }

    int size() {
        return objects.size();
    }

    /** Event by event, fold by fold, and then the one of the largest pt first. */
    void sort() {
        objects.sort(Comparator.comparingLong((Drawn object) -> object.event().entry())
                .thenComparingInt(Drawn::fold)
                .thenComparing(Comparator.comparingDouble((Drawn object) -> object.values()[pt])
                        .reversed()));
    }

    /** The columns of {@link ObjectColumns}. */
    List<ExactColumn> columns(ObjectColumns wanted) {
        var made = new ArrayList<ExactColumn>();
        for (CarriedColumn column : wanted.indices()) {
            made.add(index(column));
        }
        for (int c = 0; c < columns.size(); c++) {
            made.add(physical(c));
        }
        return made;
    }

    private ExactColumn index(CarriedColumn column) {
        return switch (column.name()) {
            case "run" -> whole(column, object -> object.event().run());
            case "luminosityBlock" -> whole(column, object -> object.event().luminosityBlock());
            case "event" -> whole(column, object -> object.event().event());
            case "entry" -> whole(column, object -> object.event().entry());
            case "fold" -> whole(column, Drawn::fold);
            case "generator" -> whole(column, Drawn::generator);
            default -> places(column);
        };
    }

    private ExactColumn whole(CarriedColumn column, ToLongFunction<Drawn> value) {
        return ExactColumn.of(column, objects.stream().mapToLong(value).toArray());
    }

    /** Of each object its place among those of its event and fold. */
    private ExactColumn places(CarriedColumn column) {
        long[] places = new long[objects.size()];
        for (int i = 1; i < places.length; i++) {
            var before = objects.get(i - 1);
            var here = objects.get(i);
            boolean together = before.event().entry() == here.event().entry() && before.fold() == here.fold();
            places[i] = together ? places[i - 1] + 1 : 0;
        }
        return ExactColumn.of(column, places);
    }

    private ExactColumn physical(int c) {
        var column = columns.get(c);
        return column.type().kind() == ColumnType.Kind.FLOAT
                ? ExactColumn.of(
                        column,
                        objects.stream()
                                .mapToDouble(object -> (float) object.values()[c])
                                .toArray())
                : whole(column, object -> Math.round(object.values()[c]));
    }
}
