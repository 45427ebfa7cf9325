package flashflow.training;

import flashflow.data.ColumnLayout;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.TensorLayout;
import flashflow.training.device.DeviceBatch;
import flashflow.training.state.Learner;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What to say of a batch whose loss or gradient is not finite. */
final class Diagnosis {
    private static final int NAMED_ROWS = 6;
    private static final int NAMED_PARAMETERS = 3;

    private final ColumnLayout layout;
    private final Learner learner;

    Diagnosis(ColumnLayout layout, Learner learner) {
        this.layout = layout;
        this.learner = learner;
    }

    /** The first rows of a batch, and its largest value. */
    String rows(DeviceBatch batch) {
        long[] rows = batch.rows();
        String first =
                LongStream.of(rows).limit(NAMED_ROWS).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return " (training rows " + first
                + (rows.length > NAMED_ROWS ? " and " + (rows.length - NAMED_ROWS) + " more" : "")
                + "; the largest value is " + largest(batch) + ")";
    }

    /** NaN counts as the largest value of all. */
    private String largest(DeviceBatch batch) {
        float[] values = batch.y().concat(batch.x(), 1).toFloatArray();
        int width = layout.width();
        int at = 0;
        for (int i = 1; i < values.length; i++) {
            at = Float.compare(Math.abs(values[i]), Math.abs(values[at])) > 0 ? i : at;
        }
        return values[at] + " in row " + batch.rows()[at / width] + ", column '"
                + layout.columns().get(at % width) + "'";
    }

    /** Names of the parameters whose gradients are the largest. */
    String largestGradients() {
        ConditionalDensity density = learner.density();
        float[] gradient = learner.gradient().toFloatArray();
        List<String> names = density.layout().parameters().stream()
                .filter(entry -> entry.size() > 0)
                .sorted(Comparator.comparingDouble(entry -> -largest(gradient, entry)))
                .limit(NAMED_PARAMETERS)
                .map(TensorLayout.Entry::name)
                .toList();
        return "; the largest gradients are those of " + String.join(", ", names);
    }

    private static double largest(float[] gradient, TensorLayout.Entry entry) {
        double largest = 0;
        for (long i = entry.offset(); i < entry.offset() + entry.size(); i++) {
            float value = Math.abs(gradient[(int) i]);
            largest = Float.isNaN(value) ? Double.POSITIVE_INFINITY : Math.max(largest, value);
            if (largest == Double.POSITIVE_INFINITY) {
                return largest;
            }
        }
        return largest;
    }
}
