package flashflow.training;

import flashflow.flow.SplineFlow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A training in a process of its own, for {@link KillTest}: waits for a line on its standard input, goes on from the folder's newest
 * checkpoint, prints a line for each batch and warning, and at the end a hash of the weights.
 */
final class KilledProcess {
    private KilledProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (var flow = Tiny.flow()) {
            Tiny.training(flow).epochs(1).fit(Tiny.rows(1, 256));
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
        }
        try (var flow = Tiny.flow()) {
            train(flow, Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            System.out.println(end(flow));
        }
    }

    /** Accumulation, averaged weights and the best weights: all that has a state. */
    static TrainingRun train(SplineFlow flow, Path folder, int epochs) {
        var training = Tiny.training(flow)
                .epochs(epochs)
                .batchSize(64)
                .accumulate(2)
                .averageWeights(0.9)
                .validateOn(Tiny.rows(2, 500));
        var kept = folder == null
                ? training
                : training.listeners(printing())
                        .checkpoints(folder)
                        .checkpointEvery(Duration.ofMillis(1))
                        .resumeFrom(folder);
        return kept.fit(Tiny.rows(1, 4000));
    }

    private static TrainingListener printing() {
        return new TrainingListener() {
            @Override
            public void batchEnded(BatchReport report) {
                System.out.println(report.epoch() + " " + report.batch());
            }

            @Override
            public void warned(String sentence) {
                System.out.println("warning: " + sentence);
            }
        };
    }

    static String end(SplineFlow flow) {
        return "weights " + Tiny.hash(flow);
    }
}
