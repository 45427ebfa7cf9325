package flashflow.plots;

import flashflow.plots.drawing.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * One of the samples of a figure.
 *
 * @param name what the legend calls it
 * @param rows its rows
 * @param color of its lines
 * @param dashed whether these are dashed
 */
record DrawnSample(String name, Table rows, String color, boolean dashed) {
    /** A reference and a sample to compare with it, as everywhere. */
    static List<DrawnSample> compared(Table reference, Table sample, PlotOptions options) {
        return List.of(
                new DrawnSample(options.referenceName(), reference, Palette.REFERENCE, false),
                new DrawnSample(options.sampleName(), sample, Palette.SAMPLE, true));
    }

    /** Any samples by their names, in the order of the map. */
    static List<DrawnSample> named(Map<String, Table> tables) {
        var samples = new ArrayList<DrawnSample>();
        tables.forEach((name, rows) -> samples.add(new DrawnSample(name, rows, Palette.cycle(samples.size()), false)));
        return List.copyOf(samples);
    }
}
