package flashflow.training;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.SplineFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Trains for 1,100 steps and prints by how many MB the process grew over the last 1,000, and its arrays before and after. */
final class FlatMemoryRun {
    private static final int ROWS = 2048;
    private static final int TARGETS = 17;

    private FlatMemoryRun() {}

    public static void main(String[] arguments) {
        var layout = new ColumnLayout(
                List.of(), IntStream.range(0, TARGETS).mapToObj(i -> "x" + i).toList());
        var random = new SplittableRandom(1);
        float[] values = new float[TARGETS * ROWS];
        IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
        var config = FlowConfig.of(TARGETS, 0, 1, 4, 0, 2).linear(false).batchNorm(false);
        try (var flow = SplineFlow.of(config, Device.cpu())) {
            long[] resident = new long[2];
            int[] arrays = new int[2];
            var watch = new Recorder(report -> {
                if (report.epoch() == 100 || report.epoch() == 1100) {
                    int at = report.epoch() == 100 ? 0 : 1;
                    System.gc();
                    resident[at] = residentKilobytes();
                    arrays[at] =
                            flow.parameters().getManager().getManagedArrays().size();
                }
            });
            Training.of(flow, layout)
                    .epochs(1100)
                    .batchSize(ROWS)
                    .listeners(watch)
                    .fit(InMemoryDataset.of(layout, values));
            System.out.println((resident[1] - resident[0]) / 1e3 + " " + arrays[0] + " " + arrays[1]);
        }
    }

    private static long residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
