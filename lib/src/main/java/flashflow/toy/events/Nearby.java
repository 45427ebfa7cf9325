package flashflow.toy.events;

import java.util.List;
import java.util.stream.IntStream;

/** What lies within a cone of 0.4 around an object, the nearest first. */
final class Nearby {
    private static final double CONE = 0.4;

    private Nearby() {}

    /** Places of the neighbours in their list; of two at one distance the first in the list comes first. */
    static int[] of(Momentum at, List<Momentum> others) {
        return IntStream.range(0, others.size())
                .filter(i -> others.get(i).dr(at) < CONE)
                .boxed()
                .sorted((i, j) ->
                        Double.compare(others.get(i).dr(at), others.get(j).dr(at)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
