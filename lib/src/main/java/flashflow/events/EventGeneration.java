package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.data.columns.FileGlob;
import flashflow.nanoaod.NanoAod;
import flashflow.nanoaod.NanoObjects;
import flashflow.nanoaod.ObjectKind;
import flashflow.reporting.Listeners;
import flashflow.reporting.WorkListener;
import flashflow.storage.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * From the generator's part of events to simulated events: draws for each generator object whether it is found and what is measured
 * of it, for each event the objects without a generator object, and puts all of them into the events, in the order of their pt.
 * Everything else of an event is copied. The draws of an event depend on the models, the seed and the event's place in the files alone,
 * not on batches, threads or how many folds there are; some thousand objects are in memory at once. Settings are immutable: each
 * gives a new one.
 *
 * <pre>{@code
 * var report = EventGeneration.of(jets, muons).seed(42).folds(5).toNanoAod(Path.of("nano.root"), Path.of("simulated.root"));
 * }</pre>
 */
public final class EventGeneration {
    private static final int ROWS_AT_ONCE = 1 << 14;
    private static final int ATTEMPTS = 100;

    private final List<ObjectModel> models;
    private final EventSettings settings;

    private EventGeneration(List<ObjectModel> models, EventSettings settings) {
        this.models = List.copyOf(models);
        this.settings = settings;
    }

    /**
     * Seed 0, one fold, values as they are drawn.
     *
     * @param models of jets, of muons, or both; collections without a model are copied
     * @throws FlashFlowException if there is none, or two of one kind
     */
    public static EventGeneration of(ObjectModel... models) {
        var kinds = List.of(models).stream().map(ObjectModel::kind).toList();
        if (kinds.isEmpty() || kinds.stream().distinct().count() < kinds.size()) {
            throw new FlashFlowException(
                    "A generation into events takes one model for each kind of objects, and was given models of "
                            + kinds + "; give one of jets, of muons, or both.");
        }
        return new EventGeneration(
                List.of(models), new EventSettings(0, 1, ROWS_AT_ONCE, ATTEMPTS, 0, false, null, List.of(), null));
    }

    /** The same seed gives the same events. */
    public EventGeneration seed(long seed) {
        return new EventGeneration(models, settings.withSeed(seed));
    }

    /** How often each event is drawn, at least once; a branch {@code fold} tells them apart. */
    public EventGeneration folds(int folds) {
        return new EventGeneration(models, settings.withFolds(folds));
    }

    /** Generator objects, all folds counted, of a batch; what comes of them does not depend on it. */
    public EventGeneration rowsAtOnce(int rows) {
        return new EventGeneration(models, settings.withRowsAtOnce(rows));
    }

    /** Threads that draw, by default as many as the engine would take; what they draw does not depend on it. */
    public EventGeneration workers(int threads) {
        return new EventGeneration(models, settings.withWorkers(threads));
    }

    /** How often an object is drawn at most until it is finite and inside its physical ranges. */
    public EventGeneration attempts(int most) {
        return new EventGeneration(models, settings.withAttempts(most));
    }

    /** Brings values to the range that they have in the full simulation, and counts them. Flags, ids and counts always are. */
    public EventGeneration heldToRange() {
        return new EventGeneration(models, settings.withHeld(true));
    }

    /**
     * Keeps the generator objects that are extracted from the input in a folder, and takes them from there the next time; by default they
     * are extracted each time.
     */
    public EventGeneration extracted(Path folder) {
        return new EventGeneration(models, settings.withExtracted(folder));
    }

    /** How ROOT files are compressed: {@code zstd:5}, the default, {@code lzma:9}, {@code zlib:1}, {@code lz4:4} or {@code none}. */
    public EventGeneration compression(String algorithm) {
        return writing("--compression", algorithm);
    }

    /** Branches that are not copied, such as {@code "HLT_*"}. */
    public EventGeneration drop(String... patterns) {
        return writing(words("--drop", patterns));
    }

    /** The only branches that are copied; generated collections, counters and event ids come in any case. */
    public EventGeneration keep(String... patterns) {
        return writing(words("--keep", patterns));
    }

    private static String[] words(String option, String... patterns) {
        var words = new ArrayList<>(List.of(option));
        words.addAll(List.of(patterns));
        return words.toArray(String[]::new);
    }

    private EventGeneration writing(String... words) {
        var all = new ArrayList<>(settings.writing());
        all.addAll(List.of(words));
        return new EventGeneration(models, settings.withWriting(all));
    }

    /** Who hears of the progress; by default the notebook's bars, outside of a notebook lines on the standard output. */
    public EventGeneration listener(WorkListener listener) {
        return new EventGeneration(models, settings.withListener(listener));
    }

    /**
     * Generates for the events of a NanoAOD file, and writes them with all their other branches.
     *
     * @param in a file with a generator part
     * @param out the file to write; appears when it is complete
     * @throws FlashFlowException as {@link flashflow.nanoaod.Extraction#jets}, if draws stay outside what can be, or a file cannot be
     *     written; nothing is left behind then
     * @throws flashflow.data.WorkInterrupted if the thread is interrupted
     */
    public EventReport toNanoAod(Path in, Path out) {
        return toNanoAod(List.of(in), out);
    }

    /**
     * The same for the events of many files, which become one; in the last name of each {@code *} and {@code ?} stand for others. For a
     * file of each there is {@link #eachToNanoAod}.
     */
    public EventReport toNanoAod(List<Path> in, Path out) {
        long start = System.nanoTime();
        refuseFolder(in, out);
        var files = FileGlob.files(in);
        refuseSame(files, out);
        var listeners = listeners();
        try (var folder = WorkFolder.beside(out)) {
            var objects = folder.file("objects.h5");
            var branches = NanoAod.look(files.get(0)).names();
            var made = objects(
                    files,
                    folder,
                    model -> ObjectColumns.forEvents(model, branches),
                    listeners,
                    (c, o) -> ObjectSink.hdf5(objects, c, o));
            var options = new ArrayList<>(settings.writing());
            options.addAll(List.of("--origin", EventOrigin.of(files, models, settings)));
            NanoAod.write(objects, files, out, options, listeners);
            return made.report(List.of(out), settings.folds(), start);
        }
    }

    private static void refuseFolder(List<Path> in, Path out) {
        boolean folder = Files.isDirectory(out) && !out.toString().isEmpty();
        if (folder || in.stream().anyMatch(Files::isDirectory)) {
            throw new FlashFlowException("Events of " + in + " cannot be written to '" + out
                    + "' as one file, since there is a folder among these; name files, or use eachToNanoAod, which takes folders and"
                    + " writes a file for each input.");
        }
    }

    /**
     * The same file by file: for each input a file of the same name in a folder. Each has random numbers of its own, by the seed and its
     * name, so that what is drawn for one does not depend on the others. Files that an earlier call wrote of the same inputs, models and
     * settings are taken as they are, and so a call that was ended goes on where it was; that cannot be known, and all are written, where
     * a model has probabilities of the user's own. Inputs without events are passed over, which is told.
     *
     * @param in files, in the last name of each {@code *} and {@code ?} stand for others; a folder stands for its {@code *.root}
     * @param folder for the results; made if it is missing, and not that of the inputs
     * @return the counts of all files that this call wrote
     * @throws FlashFlowException as {@link #toNanoAod}; files that are complete stay
     */
    public EventReport eachToNanoAod(List<Path> in, Path folder) {
        var generating = new FileByFile.Generating() {
            @Override
            public EventReport to(Path file, Path out, long seed, WorkListener listener) {
                return EventGeneration.this.seed(seed).listener(listener).toNanoAod(file, out);
            }

            @Override
            public Optional<String> origin(Path file, long seed) {
                return EventOrigin.isWhole(models)
                        ? Optional.of(EventOrigin.of(List.of(file), models, settings.withSeed(seed)))
                        : Optional.empty();
            }
        };
        return new FileByFile(generating, settings.seed(), listeners())
                .into(folder, FileByFile.inputs(in), settings.folds());
    }

    /** The same for one file, a pattern or a folder. */
    public EventReport eachToNanoAod(Path in, Path folder) {
        return eachToNanoAod(List.of(in), folder);
    }

    /**
     * The same objects in an HDF5 file without the events: a group for each kind, of columns with the names of their branches, the ids
     * of their events, {@code entry}, {@code fold}, {@code object} (place in the event) and {@code generator}.
     */
    public EventReport toHdf5(Path in, Path out) {
        return toHdf5(List.of(in), out);
    }

    /** The same for many files. */
    public EventReport toHdf5(List<Path> in, Path out) {
        return toFiles(in, out, (columns, origin) -> ObjectSink.hdf5(out, columns, origin));
    }

    /** The same in Parquet files, one for each kind: {@code sample-jets.parquet} and {@code sample-muons.parquet} for {@code sample.parquet}. */
    public EventReport toParquet(Path in, Path out) {
        return toParquet(List.of(in), out);
    }

    /** The same for many files. */
    public EventReport toParquet(List<Path> in, Path out) {
        return toFiles(in, out, (columns, origin) -> ObjectSink.parquet(out, columns, origin));
    }

    @FunctionalInterface
    private interface Opening {
        ObjectSink open(Map<ObjectKind, ObjectColumns> columns, Map<String, Object> origin);
    }

    private EventReport toFiles(List<Path> in, Path out, Opening opening) {
        long start = System.nanoTime();
        var files = FileGlob.files(in);
        refuseSame(files, out);
        try (var folder = WorkFolder.beside(out)) {
            var made = objects(files, folder, ObjectColumns::withIds, listeners(), opening);
            return made.report(made.files(), settings.folds(), start);
        }
    }

    /** What was written, and what is to be told. */
    private record Made(List<Path> files, long events, List<ObjectReport> objects, List<String> warnings) {
        EventReport report(List<Path> written, int folds, long start) {
            double seconds = (System.nanoTime() - start) * 1e-9;
            return new EventReport(written, events, folds, objects, seconds, warnings);
        }
    }

    private Made objects(
            List<Path> files,
            WorkFolder folder,
            Function<ObjectModel, ObjectColumns> wanted,
            Listeners<WorkListener> listeners,
            Opening opening) {
        var inputs = new LinkedHashMap<ObjectKind, NanoObjects>();
        var columns = new LinkedHashMap<ObjectKind, ObjectColumns>();
        for (ObjectModel model : models) {
            inputs.put(model.kind(), extracted(files, model, folder));
            columns.put(model.kind(), wanted.apply(model));
        }
        var reports = new ArrayList<ObjectReport>();
        var warnings = new ArrayList<String>();
        try (var sink = opening.open(columns, origin())) {
            for (ObjectModel model : models) {
                var stream = new ObjectStream(
                        model, inputs.get(model.kind()), columns.get(model.kind()), settings, listeners);
                reports.add(stream.to(sink));
                warnings.addAll(stream.warnings());
            }
            long events = inputs.values().iterator().next().eventCount();
            warnings.forEach(sentence -> listeners.tell(l -> l.warned(sentence)));
            return new Made(sink.finish(), events, reports, warnings);
        }
    }

    /** By the rules, and after the cuts, of the training. */
    private NanoObjects extracted(List<Path> files, ObjectModel model, WorkFolder folder) {
        var training = model.training();
        var extraction = NanoAod.of(files)
                .rules(training.rules())
                .cut(training.cuts().toArray(String[]::new))
                .folder(settings.extracted() == null ? folder.path() : settings.extracted())
                .generatorOnly();
        return (settings.listener() == null ? extraction : extraction.listener(settings.listener()))
                .extracted(model.kind());
    }

    private Map<String, Object> origin() {
        var origin = new LinkedHashMap<String, Object>();
        origin.put("format", 1);
        origin.put("folds", settings.folds());
        origin.put("seed", settings.seed());
        models.forEach(model ->
                origin.put("model_hash_" + model.kind().word(), model.flow().hash()));
        return origin;
    }

    private Listeners<WorkListener> listeners() {
        return WorkListener.all("generation into events", settings.listener());
    }

    static void refuseSame(List<Path> in, Path out) {
        for (Path file : in) {
            try {
                if (Files.exists(file) && Files.exists(out) && Files.isSameFile(file, out)) {
                    throw new FlashFlowException(
                            "The file " + file + " is both read and written; give the result a name of its own.");
                }
            } catch (IOException e) {
                throw new FlashFlowException("The files " + file + " and " + out + " cannot be looked at.", e);
            }
        }
    }
}
