package flashflow.posterior;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.RowTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * One row of context, in physical units.
 *
 * @param names of the context columns
 * @param values one for each, finite and within float32's range
 */
record Observation(List<String> names, double[] values) {
    Observation {
        if (values.length != names.size()) {
            throw new FlashFlowException("The observation has " + values.length + " values and the model's context is "
                    + names + "; give one for each, in that order.");
        }
        for (int c = 0; c < values.length; c++) {
            if (!Float.isFinite((float) values[c])) {
                throw new FlashFlowException("The observation's '" + names.get(c) + "' is " + values[c]
                        + "; give a finite number that fits float32.");
            }
        }
    }

    static Observation of(List<String> names, Map<String, ? extends Number> given) {
        var finder = ColumnFinder.among(names, "the model's context");
        var found = new LinkedHashMap<String, Double>();
        given.forEach((name, value) -> put(found, finder.name(name), value));
        var missing = names.stream().filter(name -> !found.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new FlashFlowException(
                    "The observation lacks " + missing + " of the model's context; give a value for each.");
        }
        return new Observation(names, names.stream().mapToDouble(found::get).toArray());
    }

    private static void put(Map<String, Double> found, String name, Number value) {
        if (value == null) {
            throw new FlashFlowException("The observation's '" + name + "' is null; give a finite number.");
        }
        if (found.put(name, value.doubleValue()) != null) {
            throw new FlashFlowException(
                    "The observation has two values of '" + name + "', by its full and its short name; give one.");
        }
    }

    /** @param table of one row, with the columns by their full names among others */
    static Observation of(List<String> names, Table table) {
        if (table.rowCount() != 1) {
            throw new FlashFlowException(
                    RowTables.called(table) + " has " + table.rowCount()
                            + " rows and an observation is one; take a row by inRange(i, i + 1), or ask for the quantiles of many rows.");
        }
        var finder = ColumnFinder.in(table);
        double[] values = names.stream()
                .mapToDouble(
                        name -> ColumnFinder.numeric(table, finder.full(name)).getDouble(0))
                .toArray();
        return new Observation(names, values);
    }

    float[] rounded() {
        float[] rounded = new float[values.length];
        for (int c = 0; c < rounded.length; c++) {
            rounded[c] = (float) values[c];
        }
        return rounded;
    }
}
