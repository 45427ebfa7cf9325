package flashflow.validation;

import flashflow.FlashFlowException;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/** The rows of an oversampled sample in the order of their events, checked to hold every fold of every event once. */
final class EventFolds {
    private final int[] order;
    private final int folds;

    private EventFolds(int[] order, int folds) {
        this.order = order;
        this.folds = folds;
    }

    static EventFolds of(long[] events, long[] folds, double[] weights) {
        if (events.length == 0 || events.length != folds.length || weights.length != events.length) {
            throw new FlashFlowException("An oversampled sample needs at least one row, and as many values as event"
                    + " indices (" + events.length + "), fold indices (" + folds.length + ") and weights ("
                    + weights.length + ").");
        }
        var ofEvent = numbered(events);
        var ofFold = numbered(folds);
        requireAll(ofEvent.size(), ofFold.size(), events.length);
        int[] order = new int[events.length];
        java.util.Arrays.fill(order, -1);
        for (int row = 0; row < events.length; row++) {
            int place = ofEvent.get(events[row]) * ofFold.size() + ofFold.get(folds[row]);
            if (order[place] >= 0) {
                throw new FlashFlowException("Event " + events[row] + " has fold " + folds[row] + " twice, in rows "
                        + order[place] + " and " + row + ".");
            }
            order[place] = row;
        }
        requireEqualWeights(order, ofFold.size(), weights, events);
        return new EventFolds(order, ofFold.size());
    }

    private static Long2IntOpenHashMap numbered(long[] ids) {
        var numbers = new Long2IntOpenHashMap();
        for (long id : ids) {
            numbers.putIfAbsent(id, numbers.size());
        }
        return numbers;
    }

    private static void requireAll(int events, int folds, int rows) {
        if ((long) events * folds != rows) {
            throw new FlashFlowException("The sample has " + rows + " rows for " + events + " events and " + folds
                    + " folds; every event needs each fold once, so select whole events.");
        }
    }

    private static void requireEqualWeights(int[] order, int folds, double[] weights, long[] events) {
        for (int i = 0; i < order.length; i++) {
            int first = order[i - i % folds];
            if (weights[order[i]] != weights[first]) {
                throw new FlashFlowException("Event " + events[first] + " has the weights " + weights[first] + " and "
                        + weights[order[i]] + "; all folds of an event share one weight.");
            }
        }
    }

    /** Row at a place in the order of the events. */
    int row(int place) {
        return order[place];
    }

    int folds() {
        return folds;
    }

    int events() {
        return order.length / folds;
    }
}
