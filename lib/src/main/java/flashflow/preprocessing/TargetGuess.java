package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Circular;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Numbers;
import flashflow.preprocessing.transforms.Transform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A chain for a target: where it is measured it has to have a density, and where it is counted to come back as it can be. */
record TargetGuess(ColumnShape shape) {
    private static final double SKEWED = 5;

    /** Every float beyond is a whole number. */
    private static final double LARGEST_WHOLE = 1 << 23;

    /** Of a constant's magnitude: enough digits of a float for the noise. */
    private static final double NOISE_OF_CONSTANT = 1e-3;

    private static final int BINS = 32;
    private static final int NAMED = 8;

    ColumnChain chain() {
        if (shape.isConstant()) {
            return constant(shape.all().min());
        } else if (shape.isCounted()) {
            return chain(values() + " as often as they occur, and no others", Discrete.unfitted());
        } else if (shape.whole() && Math.max(-shape.all().min(), shape.all().max()) < LARGEST_WHOLE) {
            return whole();
        }
        var measured = shape.circle().map(this::circular).orElseGet(() -> new MeasuredGuess(shape).chain());
        return shape.innerSpike()
                .map(value -> measured.withComment(measured.comment() + innerSpike(value)))
                .orElse(measured);
    }

    private String innerSpike(double value) {
        return "; " + shape.percent(value) + " are exactly " + Numbers.rounded(value)
                + ", amid the others, where no chain gives a density: split them off";
    }

    private ColumnChain constant(double value) {
        double width = Math.max(1, NOISE_OF_CONSTANT * Math.abs(value));
        return chain("constant: leave it out, or it is generated so", Dequantise.gaussian(width, value));
    }

    private String values() {
        var values = List.copyOf(shape.counts().counts().keySet());
        return values.size() <= NAMED
                ? "the values " + Numbers.join(values)
                : values.size() + " values from " + Numbers.shortest(values.get(0)) + " to "
                        + Numbers.shortest(values.get(values.size() - 1));
    }

    private ColumnChain whole() {
        double low = shape.all().min();
        var steps = new ArrayList<Transform>(List.of(Dequantise.uniform(1)));
        if (shape.quantile(0.99) - low > SKEWED * (shape.quantile(0.5) - low)) {
            steps.add(new Log(1 - low));
        }
        return chain("many whole numbers, of which the range is kept", steps.toArray(Transform[]::new))
                .within(new ColumnChain.PhysicalRange(low, shape.all().max()));
    }

    private ColumnChain circular(ColumnShape.Circle circle) {
        return chain(
                "an angle: cut open where it is rarest",
                new Circular(circle.low(), circle.high(), rarest(circle)),
                Bounded.of(0, circle.period()));
    }

    /** Middle of the least filled bin, each counted with its neighbours. */
    private double rarest(ColumnShape.Circle circle) {
        long[] counts = new long[BINS];
        for (double x : shape.sorted()) {
            counts[Math.floorMod((int) Math.floor((x - circle.low()) / circle.period() * BINS), BINS)]++;
        }
        int least = IntStream.range(0, BINS)
                .boxed()
                .min(Comparator.comparingLong(
                        bin -> counts[(bin + BINS - 1) % BINS] + counts[bin] + counts[(bin + 1) % BINS]))
                .orElseThrow();
        return circle.low() + (least + 0.5) / BINS * circle.period();
    }

    private ColumnChain chain(String reason, Transform... transforms) {
        return ColumnChain.identity(shape.name()).plus(transforms).withComment(reason);
    }
}
