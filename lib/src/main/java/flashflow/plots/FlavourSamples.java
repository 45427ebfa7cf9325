package flashflow.plots;

import flashflow.data.samples.SampleRows;
import flashflow.plots.reduction.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column of samples, apart for the flavours of the jets.
 *
 * @param column its full name
 * @param flavourColumn the full name of that of the flavours
 * @param samples the reference first
 */
record FlavourSamples(String column, String flavourColumn, List<DrawnSample> samples) {
    static FlavourSamples of(String column, String flavourColumn, List<DrawnSample> samples) {
        var first = samples.get(0);
        return new FlavourSamples(first.column(column), first.contextColumn(flavourColumn), samples);
    }

    /** The flavours that occur in the reference; refuses numbers that are none. */
    List<Flavour> present() {
        double[] flavours = samples.get(0).members().stream()
                .flatMapToDouble(member -> Arrays.stream(DrawnSample.against(member, flavourColumn)))
                .toArray();
        return Flavour.present(flavourColumn, flavours);
    }

    /** The finite values of each member in the rows of a flavour. */
    Stream<Weighted> perMember(DrawnSample sample, Flavour flavour) {
        return sample.members().stream().map(member -> chosen(member, flavour));
    }

    private Weighted chosen(SampleRows member, Flavour flavour) {
        return flavour.select(DrawnSample.against(member, flavourColumn), DrawnSample.all(member, column));
    }

    /** Those of all members. */
    Weighted all(DrawnSample sample, Flavour flavour) {
        return Weighted.joined(perMember(sample, flavour).toList());
    }

    /** Whether every sample has such jets. */
    boolean allHave(Flavour flavour) {
        return samples.stream().allMatch(sample -> all(sample, flavour).size() > 0);
    }
}
