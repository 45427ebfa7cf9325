package flashflow.training;

import flashflow.flow.Flow;
import flashflow.flow.ParameterLayout;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What to say of a batch whose loss or gradient is not finite. */
final class Diagnosis {
    private static final int NAMED_ROWS = 6;
    private static final int NAMED_PARAMETERS = 3;

    private final TrainingData data;
    private final Learner learner;

    Diagnosis(TrainingData data, Learner learner) {
        this.data = data;
        this.learner = learner;
    }

    /** The rows of the batch that was loaded last, and its largest value. */
    String rows(long[] rows) {
        String first =
                LongStream.of(rows).limit(NAMED_ROWS).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return " (training rows " + first
                + (rows.length > NAMED_ROWS ? " and " + (rows.length - NAMED_ROWS) + " more" : "")
                + "; the largest value is " + data.tensors().largest(rows) + ")";
    }

    /** Names of the parameters whose gradients are the largest. */
    String largestGradients() {
        Flow flow = learner.flow();
        float[] gradient = learner.gradient().toFloatArray();
        List<String> names = flow.layout().parameters().stream()
                .filter(entry -> entry.size() > 0)
                .sorted(Comparator.comparingDouble(entry -> -largest(gradient, entry)))
                .limit(NAMED_PARAMETERS)
                .map(ParameterLayout.Entry::name)
                .toList();
        return "; the largest gradients are those of " + String.join(", ", names);
    }

    private static double largest(float[] gradient, ParameterLayout.Entry entry) {
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
