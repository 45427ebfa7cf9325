package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import java.util.List;

/**
 * Raw rows as a flow sees them, together with what makes its density theirs, in data units: the density of a row is the mean over
 * {@link #draws} of the flow's density times the exponential of the contributions. It is a density by the unit of each continuous
 * target, and a probability where a target is counted: {@code Discrete} and {@code Dequantise} columns, the value of a {@code
 * Spike} and the ends of an {@code Inflated} interval. Over all rows that there can be it sums and integrates to 1, less what the
 * flow puts where generation draws again: beyond clips and physical ranges, and where an {@code Atan} has no preimage.
 */
public final class DataDensity {
    private final Preprocessing preprocessing;
    private final Forward forward;
    private final NoiseLattice lattice;

    DataDensity(Preprocessing preprocessing) {
        int context = preprocessing.layout().context().size();
        var chains = preprocessing.chains();
        var targets = chains.subList(context, chains.size());
        refuseWithoutDensity(targets);
        this.preprocessing = preprocessing;
        this.forward = new Forward(chains, context, preprocessing.seed());
        this.lattice = NoiseLattice.of(targets);
    }

    private static void refuseWithoutDensity(List<ColumnChain> targets) {
        for (ColumnChain chain : targets) {
            chain.transforms().stream()
                    .map(t -> t.whyNoDensity())
                    .filter(why -> !why.isEmpty())
                    .findFirst()
                    .ifPresent(why -> {
                        throw new FlashFlowException("The target '" + chain.name()
                                + "' has no density in data units: its chain " + why + ".");
                    });
        }
    }

    /** Over how many draws of the noise the mean is taken; 1 where no target has any. */
    public int draws() {
        return lattice.points();
    }

    /** Number of transformed columns; some raw ones become several. */
    public int width() {
        return forward.outputWidth();
    }

    /** The raw columns of a source, found by name. */
    public RowSource rows(RowSource source) {
        return preprocessing.chosen(source);
    }

    /**
     * Transforms rows with one of the draws.
     *
     * @param draw 0 to {@link #draws} - 1
     * @param firstRow index of the first row, which the noise goes by
     * @param in rows x layout().width() raw values in float64, of which columns that do not need it are rounded
     * @param out receives rows x outputLayout().width() values
     * @param contributions receives for each row what is to be added to the flow's log-density; negative infinity for a row that is
     *     never generated, whose targets in {@code out} are then 0
     * @throws FlashFlowException if a context column has no finite image
     */
    public void apply(int draw, long firstRow, int rows, double[] in, float[] out, double[] contributions) {
        var values = new RowBlock.RawValues(null, in, ColumnChain.exact(preprocessing.chains()));
        var block = RowBlock.of(preprocessing.layout().columns(), values, rows, firstRow);
        forward.runDensity(block, lattice, draw, out, contributions);
        int bad = forward.firstBadRow(out, rows);
        if (bad >= 0) {
            throw forward.failure(block, out, bad);
        }
    }
}
