package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Transform;
import java.util.List;

/** A chain for a context column, of which no density is asked: only what makes it easy for a network to read. */
record ContextGuess(ColumnShape shape) {
    /** More categories than these are a number of something. */
    private static final int MOST_CATEGORIES = 12;

    /** So many whole numbers in a row may be counted as well as named. */
    private static final int MOST_IN_A_ROW = 5;

    private static final double SKEWED = 5;
    private static final double HEAVY = 4;

    ColumnChain chain() {
        var circle = shape.circle();
        if (shape.isConstant()) {
            return chain("constant: leave it out");
        } else if (isCategory()) {
            var values = List.copyOf(shape.counts().counts().keySet());
            return chain(values.size() + " whole numbers, taken as categories").withExpansion(new OneHot(values));
        } else if (circle.isPresent() && !shape.isCounted()) {
            return chain("an angle: its ends are one point")
                    .withExpansion(
                            new SineCosine(circle.get().low(), circle.get().high()));
        } else if (shape.isCounted() && shape.counts().counts().size() <= MOST_CATEGORIES) {
            return chain(shape.counts().counts().size() + " values, taken as a number");
        } else if (shape.isSkewed(SKEWED)) {
            return skewed();
        }
        return shape.hasHeavyTails(HEAVY) ? MeasuredGuess.heavy(shape) : chain(MeasuredGuess.PLAIN);
    }

    private boolean isCategory() {
        var values = shape.counts().counts();
        int count = values.size();
        boolean inARow = count > 0 && values.lastKey() - values.firstKey() <= count - 1; // whole, so no less
        return shape.whole() && count > 2 && count <= MOST_CATEGORIES && !(inARow && count > MOST_IN_A_ROW);
    }

    /** Of values down to 0, the first per cent above it decides where the logarithm becomes straight. */
    private ColumnChain skewed() {
        boolean positive = shape.all().min() > 0;
        var above = shape.inside();
        double shift = positive ? 0 : above.quantile(0.01);
        return chain(
                positive ? "positive, with a long tail" : "not negative, with a long tail, and 0 occurs",
                new Log(shift));
    }

    private ColumnChain chain(String reason, Transform... transforms) {
        return ColumnChain.identity(shape.name()).plus(transforms).withComment(reason);
    }
}
