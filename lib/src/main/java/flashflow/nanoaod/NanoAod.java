package flashflow.nanoaod;

import com.google.gson.JsonObject;
import flashflow.data.columns.FileGlob;
import flashflow.reporting.Listeners;
import flashflow.reporting.WorkListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * NanoAOD files of CMS. Extraction reads them once, by Python's uproot, into an HDF5 file beside the first of them, and later takes
 * that file as long as files and settings stay what they were.
 *
 * <pre>{@code
 * var jets = NanoAod.jets(Path.of("nano-*.root"));
 * Training.of(model).fit(jets.pairs());
 * }</pre>
 */
public final class NanoAod {
    private NanoAod() {}

    /**
     * The jets of files, with FlashSim's context and targets; for other settings see {@link #of(Path...)}.
     *
     * @param files in the last name of each {@code *} and {@code ?} stand for other characters
     * @throws flashflow.FlashFlowException as {@link Extraction#jets}
     */
    public static NanoObjects jets(Path... files) {
        return of(files).jets();
    }

    /** The same for a list of files. */
    public static NanoObjects jets(List<Path> files) {
        return of(files).jets();
    }

    /** The muons of files, with FlashSim's context and targets; see {@link #jets(Path...)}. */
    public static NanoObjects muons(Path... files) {
        return of(files).muons();
    }

    /** The same for a list of files. */
    public static NanoObjects muons(List<Path> files) {
        return of(files).muons();
    }

    /** Begins the settings of an extraction; see {@link #jets(Path...)}. */
    public static Extraction of(Path... files) {
        return of(List.of(files));
    }

    /** Begins the settings of an extraction; see {@link #jets(Path...)}. */
    public static Extraction of(List<Path> files) {
        return Extraction.of(FileGlob.files(files));
    }

    /**
     * What a ROOT file holds: its events, and the branches of its tree {@code Events} with their types.
     *
     * @throws flashflow.FlashFlowException if it is no ROOT file, or there is no Python with uproot
     */
    public static NanoBranches look(Path file) {
        return NanoBranches.of(file.getFileName().toString(), lookedAt(file));
    }

    /**
     * What a generation into events noted in a file that it wrote; empty in any other ROOT file.
     *
     * @throws flashflow.FlashFlowException as {@link #look}
     */
    public static String origin(Path file) {
        return lookedAt(file).get("origin").getAsString();
    }

    private static JsonObject lookedAt(Path file) {
        var call = new PythonCall("Look at the file", WorkListener.all("look", new WorkListener() {}));
        return call.run(List.of("look", "--", file.toAbsolutePath().toString()));
    }

    /**
     * Puts generated objects into their events.
     *
     * @param objects groups of objects in an HDF5 file: {@code jets} and {@code muons}, each object with {@code entry}, {@code fold}, {@code generator} and its columns
     * @param in the NanoAOD files that the objects were generated for, in that order
     * @param out the NanoAOD file to write; appears when it is complete
     * @param options of the command, such as {@code --compression zstd:5} or {@code --drop HLT_*}
     */
    public static void write(
            Path objects, List<Path> in, Path out, List<String> options, Listeners<WorkListener> listeners) {
        var words = new ArrayList<>(
                List.of("write", "--objects", objects.toAbsolutePath().toString()));
        words.addAll(options);
        words.addAll(List.of("--out", out.toAbsolutePath().toString(), "--"));
        FileGlob.files(in).forEach(file -> words.add(file.toAbsolutePath().toString()));
        new PythonCall("Writing of events", listeners).run(words);
    }

    /**
     * Makes a NanoAOD-like file of toy events.
     *
     * @param events groups of columns in an HDF5 file, as the toy detector writes them
     * @param out the ROOT file to write
     */
    public static void toy(Path events, Path out) {
        new PythonCall("Writing of toy events", WorkListener.all("toy events", null))
                .run(List.of(
                        "toy",
                        "--events",
                        events.toAbsolutePath().toString(),
                        "--out",
                        out.toAbsolutePath().toString()));
    }
}
