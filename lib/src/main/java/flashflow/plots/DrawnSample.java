package flashflow.plots;

import flashflow.data.ColumnFinder;
import flashflow.data.samples.Sample;
import flashflow.data.samples.SampleRows;
import flashflow.data.samples.Samples;
import flashflow.plots.drawing.Palette;
import flashflow.plots.reduction.Histogram;
import flashflow.plots.reduction.Weighted;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * One of the samples of a figure.
 *
 * @param name what the legend calls it
 * @param members its rows; of an ensemble those of each member
 * @param color of its lines
 * @param dashed whether these are dashed
 */
record DrawnSample(String name, List<SampleRows> members, String color, boolean dashed) {
    private static DrawnSample of(String name, Table rows, String color, boolean dashed) {
        return new DrawnSample(name, List.of(new SampleRows(rows, Optional.empty(), "")), color, dashed);
    }

    /** A reference and a sample to compare with it, as everywhere. */
    static List<DrawnSample> compared(Table reference, Table sample, PlotOptions options) {
        return List.of(
                of(options.referenceName(), reference, Palette.REFERENCE, false),
                of(options.sampleName(), sample, Palette.SAMPLE, true));
    }

    /** Any samples by their names, in the order of the map. */
    static List<DrawnSample> named(Map<String, Table> tables) {
        var samples = new ArrayList<DrawnSample>();
        tables.forEach((name, rows) -> samples.add(of(name, rows, Palette.cycle(samples.size()), false)));
        return List.copyOf(samples);
    }

    /** The reference of a set, then its other samples, each in its own colour. */
    static List<DrawnSample> of(Samples samples) {
        return samples.referenceFirst().stream().map(DrawnSample::of).toList();
    }

    private static DrawnSample of(Sample sample) {
        String color = sample.color().isEmpty() ? Palette.cycle(sample.place()) : sample.color();
        return new DrawnSample(sample.name(), sample.members(), color, sample.place() % 2 != 0);
    }

    /** The same rows, with the columns of their context. */
    DrawnSample in(Table context) {
        var together = members.stream()
                .map(member -> new SampleRows(member.rows(), Optional.of(context), member.weight()))
                .toList();
        return new DrawnSample(name, together, color, dashed);
    }

    boolean isEnsemble() {
        return members.size() > 1;
    }

    int rowCount() {
        return members.stream().mapToInt(member -> member.rows().rowCount()).sum();
    }

    /** The full name of a column, of the rows or of their context. */
    String column(String wanted) {
        return ColumnFinder.in(members.get(0).home(wanted)).name(wanted);
    }

    /** The finite values of a column in all rows; refuses a column without any. */
    Weighted finite(String column) {
        members.forEach(member -> Columns.finite(member.home(column), column));
        return present(column);
    }

    /** The finite values of a column, of which there may be none. */
    Weighted present(String column) {
        return Weighted.joined(perMember(column));
    }

    private List<Weighted> perMember(String column) {
        return members.stream().map(member -> all(member, column).finite()).toList();
    }

    /** All values of a column in the rows of a member. */
    static Weighted all(SampleRows member, String column) {
        return new Weighted(Columns.values(member.home(column), column), member.weights());
    }

    /** The full name of a column that others are seen against. */
    String contextColumn(String wanted) {
        return ColumnFinder.in(members.get(0).contextHome(wanted)).name(wanted);
    }

    /** All values of a column that others are seen against, in the rows of a member. */
    static double[] against(SampleRows member, String column) {
        return Columns.values(member.contextHome(column), column);
    }

    /** A histogram with statistical errors, or with the spread of the members. */
    Histogram histogram(String column, Bins bins) {
        return histogram(bins, perMember(column));
    }

    private static Histogram histogram(Bins bins, List<Weighted> members) {
        var each = members.stream().map(member -> Histogram.of(bins, member)).toList();
        return each.size() == 1 ? each.get(0) : Histogram.ofMembers(each);
    }

    /** The same for some of the rows of each member. */
    Histogram histogram(Bins bins, Stream<Weighted> chosen) {
        return histogram(bins, chosen.toList());
    }
}
