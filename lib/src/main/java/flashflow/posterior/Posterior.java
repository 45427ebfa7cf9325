package flashflow.posterior;

import flashflow.FlashFlowException;
import flashflow.data.Warnings;
import flashflow.flow.FlowModel;
import flashflow.flow.Piece;
import flashflow.flow.Sampler;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * The distribution p(targets | context) that a model has learned, for one observed row of context, in physical units:
 *
 * <pre>{@code
 * var posterior = Posterior.of(model, Map.of("hits", 12, "energy", 3.4)).seed(42);
 * var draws = posterior.draws(10_000);
 * draws.quantiles(0.16, 0.5, 0.84);
 * draws.credibleRegion("x", 0.68);
 * posterior.within("x", 0, 5).where("abs(y) < x").draws(10_000);
 * }</pre>
 *
 * <p>Draw number n depends on the seed and n alone: draws within a region are those of the same seed that lie in it, whatever the
 * number of threads. The model is asked when draws are made, and not closed. Immutable.
 */
public final class Posterior {
    /** The smallest share of draws in a region with which draws go on, unless told otherwise. */
    public static final double LEAST_ACCEPTANCE = 1e-3;

    /** Blocks of the flow that a thread draws at once. */
    private static final int BLOCKS = 5;

    private final FlowModel model;
    private final Observation observation;
    private final Region region;
    private final long seed;
    private final double leastAcceptance;

    private Posterior(FlowModel model, Observation observation, Region region, long seed, double leastAcceptance) {
        this.model = model;
        this.observation = observation;
        this.region = region;
        this.seed = seed;
        this.leastAcceptance = leastAcceptance;
    }

    private static Posterior of(FlowModel model, Observation observation) {
        return new Posterior(model, observation, Region.EVERYWHERE, 0, LEAST_ACCEPTANCE);
    }

    /**
     * For an observation by the names of its columns.
     *
     * @param observation a value for each context column, by its full name or the end of it; empty for a model without context
     * @throws FlashFlowException if a value is missing, not finite, or of no context column
     */
    public static Posterior of(FlowModel model, Map<String, ? extends Number> observation) {
        return of(model, Observation.of(model.layout().context(), observation));
    }

    /**
     * For an observation in the order of the model's context, {@code model.layout().context()}.
     *
     * @throws FlashFlowException if there are more or fewer values, or one is not finite
     */
    public static Posterior of(FlowModel model, double... observation) {
        return of(model, new Observation(model.layout().context(), observation.clone()));
    }

    /**
     * For an observation that is the row of a table, such as {@code valid.context().inRange(7, 8)}.
     *
     * @param observation one row with the context columns, by their full names; others are ignored
     * @throws FlashFlowException if there is not one row, or a context column is missing or not finite
     */
    public static Posterior of(FlowModel model, Table observation) {
        return of(model, Observation.of(model.layout().context(), observation));
    }

    /** With another seed; 0 by default. */
    public Posterior seed(long other) {
        return new Posterior(model, observation, region, other, leastAcceptance);
    }

    /**
     * Within a region: draws for which a condition does not hold are thrown away. Several conditions hold together.
     *
     * @param condition on targets and context in physical units; see {@link flashflow.data.selection.Condition}
     * @throws FlashFlowException if it is no condition, or the model has no such column
     */
    public Posterior where(String condition) {
        return new Posterior(model, observation, region.where(condition, model.layout()), seed, leastAcceptance);
    }

    /**
     * Within an interval of a target, both ends included.
     *
     * @param target its full name, or the end of it
     * @param low may be minus infinity
     * @param high may be infinity
     * @throws FlashFlowException if the interval is empty, or the model has no such target
     */
    public Posterior within(String target, double low, double high) {
        var smaller = region.within(target, low, high, model.layout());
        return new Posterior(model, observation, smaller, seed, leastAcceptance);
    }

    /**
     * Goes on where fewer draws lie in the region, which takes the longer.
     *
     * @param share greater than 0, at most 1; {@value #LEAST_ACCEPTANCE} by default
     */
    public Posterior leastAcceptance(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new FlashFlowException(
                    "The least share of draws in a region is " + share + "; give one greater than 0, and at most 1.");
        }
        return new Posterior(model, observation, region, seed, share);
    }

    /**
     * Draws so many, in the region if there is one. What a user should know is printed on the error stream; the draws tell it too,
     * and the share of draws that lie in the region.
     *
     * @param count at least 1
     * @throws FlashFlowException if fewer than {@link #leastAcceptance} of the draws lie in the region, the result does not fit
     *     into memory, or draws stay outside what can be
     * @throws flashflow.data.WorkInterrupted if the thread is interrupted
     */
    public PosteriorDraws draws(int count) {
        refuseSize(count);
        var sampler = model.sampler(seed);
        var kept = new KeptDraws(model.preprocessing(), count, region, leastAcceptance);
        try (var work = sampler.inOrder("The drawing", pieces(count, BLOCKS * sampler.blockRows()), this::draw)) {
            while (!kept.areAll()) {
                kept.add(work.next());
            }
        }
        var warnings = Stream.concat(kept.warnings().stream(), sampler.warnings().stream())
                .toList();
        new Warnings(warnings).print();
        return new PosteriorDraws(kept.table(), kept.tried(), region.toString(), warnings);
    }

    private void refuseSize(int count) {
        int targets = model.layout().targets().size();
        if (count < 1 || (long) count * targets > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException(String.format(
                    Locale.ROOT,
                    "%,d draws of %d targets cannot be made at once; give at least 1, and at most %,d.",
                    count,
                    targets,
                    (Integer.MAX_VALUE - 64) / targets));
        }
    }

    /** As many as are wanted, or without end where some are thrown away. */
    private Iterator<Piece> pieces(int count, int size) {
        int end = region.isEverywhere() ? count : Integer.MAX_VALUE;
        return IntStream.iterate(0, first -> first < end && first >= 0, first -> first + size)
                .mapToObj(first -> new Piece(0, 1, first, Math.min(size, end - first)))
                .iterator();
    }

    private TriedDraws draw(Sampler by, Piece piece) {
        float[] values = by.exactContext().isEmpty()
                ? by.generate(piece, observation.rounded())
                : by.generate(piece, observation.values());
        var drawn = DrawnTargets.of(model.preprocessing(), values, by);
        var nan = new LongAdder();
        boolean[] inside =
                region.holds(new PosteriorRows(model.layout(), observation.values(), drawn.inFloat64()), nan);
        return new TriedDraws(drawn, inside, nan.sum());
    }
}
