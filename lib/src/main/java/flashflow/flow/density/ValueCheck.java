package flashflow.flow.density;

import flashflow.FlashFlowException;
import java.util.List;

/** Refuses values with which nothing can be evaluated. */
record ValueCheck(TensorLayout layout) {
    void check(float[] parameters, float[] statistics) {
        checkFinite(layout.parameters(), parameters);
        checkFinite(layout.statistics(), statistics);
        checkVariances(statistics);
    }

    private static void checkFinite(List<TensorLayout.Entry> entries, float[] flat) {
        for (var entry : entries) {
            for (long i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                if (!Float.isFinite(flat[(int) i])) {
                    throw new FlashFlowException("The tensor " + entry.name() + " holds " + flat[(int) i] + " at value "
                            + (i - entry.offset()) + "; such a model cannot be used.");
                }
            }
        }
    }

    private void checkVariances(float[] statistics) {
        for (var entry : layout.statistics()) {
            for (long i = entry.offset(); entry.name().endsWith("variance") && i < entry.offset() + entry.size(); i++) {
                if (statistics[(int) i] < 0) {
                    throw new FlashFlowException("The tensor " + entry.name() + " holds " + statistics[(int) i]
                            + " at value " + (i - entry.offset())
                            + ", and a variance is not negative; such a model cannot be used.");
                }
            }
        }
    }
}
