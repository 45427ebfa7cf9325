package flashflow.events;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.nanoaod.NanoObjects;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of generated objects.
 *
 * @param indices where an object belongs
 * @param physical what is measured of it, named as its branch without the collection
 */
record ObjectColumns(List<CarriedColumn> indices, List<CarriedColumn> physical) {
    private static final CarriedColumn ENTRY = new CarriedColumn("entry", ColumnType.INT64);
    private static final CarriedColumn FOLD = new CarriedColumn("fold", ColumnType.INT32);
    private static final CarriedColumn GENERATOR = new CarriedColumn("generator", ColumnType.INT32);

    /** What puts objects back into events. */
    static ObjectColumns forEvents(ObjectModel model) {
        return new ObjectColumns(List.of(ENTRY, FOLD, GENERATOR), physical(model));
    }

    /** What an analysis takes that has no events at hand: their ids too, and the object's place in its event. */
    static ObjectColumns withIds(ObjectModel model) {
        var unsigned = ColumnType.Kind.UNSIGNED;
        return new ObjectColumns(
                List.of(
                        new CarriedColumn("run", new ColumnType(unsigned, 32)),
                        new CarriedColumn("luminosityBlock", new ColumnType(unsigned, 32)),
                        new CarriedColumn("event", new ColumnType(unsigned, 64)),
                        ENTRY,
                        FOLD,
                        new CarriedColumn("object", ColumnType.INT32),
                        GENERATOR),
                physical(model));
    }

    /** Whole numbers stay of their type. */
    private static List<CarriedColumn> physical(ObjectModel model) {
        var targets = model.flow().layout().targets();
        var columns = PhysicalColumns.ofPairs(model.kind(), targets);
        var typed = new ArrayList<CarriedColumn>();
        for (int c = 0; c < targets.size(); c++) {
            typed.add(new CarriedColumn(columns.names().get(c), type(model.training(), targets.get(c))));
        }
        columns.copied().forEach(name -> typed.add(new CarriedColumn(name, copied(name))));
        return typed;
    }

    private static ColumnType type(NanoObjects training, String target) {
        var type = training.targetType(target);
        return type.isInteger() ? type : ColumnType.FLOAT32;
    }

    private static ColumnType copied(String name) {
        return name.equals("mass") ? ColumnType.FLOAT32 : ColumnType.INT32;
    }

    List<CarriedColumn> all() {
        var all = new ArrayList<>(indices);
        all.addAll(physical);
        return all;
    }
}
