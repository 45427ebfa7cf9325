package flashflow.bench;

import flashflow.events.EventGeneration;
import flashflow.nanoaod.NanoAod;
import flashflow.nanoaod.NanoObjects;
import flashflow.reporting.WorkListener;
import flashflow.toy.events.ToyEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The whole chain on toy events, ROOT file to ROOT file, as JSON lines: seconds of each stage, and what comes out beside the truth. Called
 * by {@code bench/run-nanoaod}: {@code NanoAodBench FOLDER EVENTS TEST_EVENTS EPOCHS}.
 */
final class NanoAodBench {
    private static final WorkListener QUIET = new WorkListener() {};

    private final Path folder;
    private final int epochs;

    private NanoAodBench(Path folder, int epochs) {
        this.folder = folder;
        this.epochs = epochs;
    }

    public static void main(String[] arguments) {
        var bench = new NanoAodBench(Path.of(arguments[0]), Integer.parseInt(arguments[3]));
        bench.run(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    }

    private void run(long events, long testEvents) {
        Path train = root("train", 11, events);
        Path test = root("test", 12, testEvents);
        var jets = extracted("jets", train);
        var muons = extracted("muons", train);
        try (var ofJets = ObjectTraining.of(jets, epochs);
                var ofMuons = ObjectTraining.of(muons, epochs)) {
            Path sample = folder.resolve("sample.root");
            var generation =
                    EventGeneration.of(ofJets.model(), ofMuons.model()).seed(42).listener(QUIET);
            var report = stage("generation", () -> generation.toNanoAod(test, sample), made -> made.events());
            report.warnings().forEach(System.err::println);
            new EventTruth("jets", extracted("jets", test), extracted("jets", sample), ofJets.flow()).print();
            new EventTruth("muons", extracted("muons", test), extracted("muons", sample), ofMuons.flow()).print();
        }
    }

    private Path root(String name, long seed, long events) {
        Path file = folder.resolve(name + ".root");
        if (!Files.exists(file)) {
            Path columns = folder.resolve(name + ".h5");
            stage("toy " + name, () -> ToyEvents.of(seed, events).write(columns), made -> events);
            NanoAod.toy(columns, file);
        }
        return file;
    }

    private NanoObjects extracted(String kind, Path file) {
        var extraction = NanoAod.of(file).folder(folder).listener(QUIET);
        return stage(
                "extraction " + kind + " " + file.getFileName(),
                () -> kind.equals("jets") ? extraction.jets() : extraction.muons(),
                NanoObjects::eventCount);
    }

    /** Does something, and prints how long it took. */
    static <T> T stage(String name, Supplier<T> work, ToLongFunction<T> rows) {
        long start = System.nanoTime();
        T made = work.get();
        double seconds = (System.nanoTime() - start) * 1e-9;
        long count = rows.applyAsLong(made);
        System.out.println(String.format(
                Locale.ROOT,
                "{\"stage\": \"%s\", \"seconds\": %.2f, \"rows\": %d, \"rows_per_second\": %.0f}",
                name,
                seconds,
                count,
                count / seconds));
        return made;
    }
}
