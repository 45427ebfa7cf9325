package flashflow.events;

import flashflow.data.RowSource;
import flashflow.flow.Sampler;

/**
 * The context of the rows of a piece, as a flow takes it.
 *
 * @param rounded rows x C values
 * @param exact the same in float64 for flows that take some columns so, else empty
 * @param width C
 */
record ContextRows(float[] rounded, double[] exact, int width) {
    /**
     * Reads it.
     *
     * @param rows the flow's context; null for a flow without
     */
    static ContextRows of(Sampler sampler, RowSource rows, long first, int count) {
        if (rows == null) {
            return new ContextRows(new float[0], new double[0], 0);
        }
        int width = rows.width();
        if (sampler.exactContext().isEmpty()) {
            float[] values = new float[count * width];
            rows.read(first, count, values, 0);
            return new ContextRows(values, new double[0], width);
        }
        double[] values = new double[count * width];
        rows.readExact(first, count, values, 0);
        return new ContextRows(new float[0], values, width);
    }

    /**
     * The targets of some of the rows.
     *
     * @param chosen for each object its row; one row may have several
     * @param numbers for each object the number that decides its noise
     * @return objects x D values in physical units
     */
    float[] draw(Sampler sampler, int[] chosen, long[] numbers, int fold) {
        if (chosen.length == 0) {
            return new float[0];
        }
        return exact.length > 0
                ? sampler.generate(numbers, exact(chosen), fold, 1)
                : sampler.generate(numbers, rounded(chosen), fold, 1);
    }

    private float[] rounded(int[] chosen) {
        float[] some = new float[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(rounded, chosen[i] * width, some, i * width, width);
        }
        return some;
    }

    private double[] exact(int[] chosen) {
        double[] some = new double[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(exact, chosen[i] * width, some, i * width, width);
        }
        return some;
    }
}
