package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
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

    /**
     * What puts objects back into events; all columns where the events have no such objects, as those of the generator alone.
     *
     * @param branches of the events
     * @throws FlashFlowException if they have such objects without a branch that the model generates
     */
    static ObjectColumns forEvents(ObjectModel model, List<String> branches) {
        String collection = model.kind().collection() + "_";
        if (branches.stream().noneMatch(name -> name.startsWith(collection))) {
            return new ObjectColumns(List.of(ENTRY, FOLD, GENERATOR), physical(model));
        }
        var drawn = PhysicalColumns.ofPairs(model.kind(), model.flow().layout().targets())
                .names();
        var missing = drawn.stream()
                .map(collection::concat)
                .filter(name -> !branches.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new FlashFlowException("The events have no branches " + missing + ", which the model of "
                    + model.kind().word() + " generates; generate into files like those that it was trained on.");
        }
        var there = physical(model).stream()
                .filter(column -> branches.contains(collection + column.name()))
                .toList();
        return new ObjectColumns(List.of(ENTRY, FOLD, GENERATOR), there);
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

    private static ColumnType type(FullSimulation training, String target) {
        var type = training.types().get(target);
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
