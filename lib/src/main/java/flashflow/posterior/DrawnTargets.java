package flashflow.posterior;

import flashflow.data.RowTables;
import flashflow.flow.Sampler;
import flashflow.preprocessing.Preprocessing;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Draws of a model's targets, in physical units.
 *
 * @param names of the D targets
 * @param exactNames of those of them that the model takes in float64, E of them
 * @param values draws x D
 * @param exact draws x E
 */
record DrawnTargets(List<String> names, List<String> exactNames, float[] values, double[] exact) {
    /** What a sampler has just drawn. */
    static DrawnTargets of(Preprocessing preprocessing, float[] values, Sampler sampler) {
        var names = preprocessing.layout().targets();
        var columns = sampler.exactTargets();
        int rows = values.length / names.size();
        double[] exact = new double[rows * columns.size()];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = columns.get(i % columns.size()).doubleAt(i / columns.size());
        }
        return new DrawnTargets(names, preprocessing.exactTargets(), values, exact);
    }

    /** Room for so many draws. */
    DrawnTargets(List<String> names, List<String> exactNames, int rows) {
        this(names, exactNames, new float[rows * names.size()], new double[rows * exactNames.size()]);
    }

    int rows() {
        return values.length / names.size();
    }

    /** draws x D in float64, none rounded that the model does not round. */
    double[] inFloat64() {
        int d = names.size();
        int[] places = names.stream().mapToInt(exactNames::indexOf).toArray();
        return IntStream.range(0, values.length)
                .mapToDouble(i -> places[i % d] < 0 ? values[i] : exact[i / d * exactNames.size() + places[i % d]])
                .toArray();
    }

    void copyRow(int from, DrawnTargets to, int row) {
        int d = names.size();
        int e = exactNames.size();
        System.arraycopy(values, from * d, to.values, row * d, d);
        System.arraycopy(exact, from * e, to.exact, row * e, e);
    }

    Table table() {
        return RowTables.table(names, values, exactNames, exact, rows());
    }
}
