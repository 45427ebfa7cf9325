package flashflow.nanoaod;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.Hdf5;
import flashflow.reporting.Listeners;
import flashflow.reporting.WorkListener;
import flashflow.storage.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings of an extraction from NanoAOD files, begun with {@link NanoAod#of}; {@link #jets} and {@link #muons} do it. Immutable:
 * each setting gives a new one.
 *
 * <pre>{@code
 * var jets = NanoAod.of(Path.of("nano.root")).rules(Rules.FLASHSIM).cut("MGenJet_pt > 20").folder(Path.of("extracted")).jets();
 * var btag = NanoAod.of(Path.of("nano-*.root")).targets("ptRatio", "etaMinusGen", "btagPNetB").jets();
 * }</pre>
 */
public final class Extraction {
    static final String KEY = "key";

    private final ExtractionSettings settings;

    private Extraction(ExtractionSettings settings) {
        this.settings = settings;
    }

    static Extraction of(List<Path> files) {
        return new Extraction(
                new ExtractionSettings(files, Rules.RIGHT, List.of(), List.of(), Optional.empty(), false, null));
    }

    /** By which rules objects are brought together and columns made; the right ones by default. */
    public Extraction rules(Rules rules) {
        return new Extraction(settings.with(rules));
    }

    /**
     * Targets by name, instead of FlashSim's: branches such as {@code btagPNetB}, with or without {@code Jet_}, and {@code
     * etaMinusGen}, {@code phiMinusGen}, {@code ptRatio}, {@code massRatio}. Those that a file lacks are refused, with what it has
     * instead.
     */
    public Extraction targets(String... names) {
        return new Extraction(settings.withTargets(List.of(names)));
    }

    /** Conditions on the context of a generator object, which all have to hold: {@code "MGenJet_pt > 20 && abs(MGenJet_eta) < 2.5"}. */
    public Extraction cut(String... conditions) {
        return new Extraction(settings.withCuts(List.of(conditions)));
    }

    /** Where the result goes; by default beside the first file. */
    public Extraction folder(Path folder) {
        return new Extraction(settings.with(folder));
    }

    /** Who hears of the progress; by default the notebook's bar, outside of a notebook lines on the standard output. */
    public Extraction listener(WorkListener listener) {
        return new Extraction(settings.with(listener));
    }

    /** Only what generation needs: generator objects and events; the files may lack the targets, and objects that belong together. */
    public Extraction generatorOnly() {
        return new Extraction(settings.withGeneratorOnly());
    }

    /**
     * The jets of the files, extracted if they are not yet.
     *
     * @throws FlashFlowException if a file is no NanoAOD, has no generator part, lacks a branch or is damaged, if there is no Python
     *     with uproot, or the folder cannot be written; nothing is left behind then
     * @throws flashflow.data.WorkInterrupted if the thread is interrupted
     */
    public NanoObjects jets() {
        return extracted(ObjectKind.JETS);
    }

    /** The muons of the files; see {@link #jets}. */
    public NanoObjects muons() {
        return extracted(ObjectKind.MUONS);
    }

    /** Either; see {@link #jets}. */
    public NanoObjects extracted(ObjectKind kind) {
        Path out = settings.out(kind);
        String key = key(kind);
        var listeners = WorkListener.all("extraction", settings.listener());
        var there = reused(out, key, listeners);
        if (there.isPresent()) {
            return there.get();
        }
        refuseFolder(out.toAbsolutePath().getParent());
        return SingleWriter.alone(
                out,
                () -> listeners.tell(
                        l -> l.told("Another program extracts " + out + " at this moment; waiting for it.")),
                () -> reused(out, key, listeners).orElseGet(() -> extracted(kind, out, key, listeners)));
    }

    private NanoObjects extracted(ObjectKind kind, Path out, String key, Listeners<WorkListener> listeners) {
        new PythonCall("Extraction", listeners).run(settings.arguments(kind, out, key));
        return NanoObjects.open(out);
    }

    /** A result of other files or settings is replaced, and so is one that is damaged. */
    private Optional<NanoObjects> reused(Path out, String key, Listeners<WorkListener> listeners) {
        if (!Files.isRegularFile(out) || !isOf(out, key)) {
            return Optional.empty();
        }
        var objects = NanoObjects.open(out);
        listeners.tell(l -> l.told(
                out.getFileName() + " holds these " + objects.kind().word() + " already, and is taken as it is."));
        return Optional.of(objects);
    }

    private static boolean isOf(Path out, String key) {
        try {
            return Hdf5.text(out, KEY).filter(key::equals).isPresent();
        } catch (FlashFlowException e) {
            return false;
        }
    }

    private String key(ObjectKind kind) {
        for (Path file : settings.files()) {
            RegularFile.check(file);
        }
        try {
            return settings.key(kind);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "There is no file " + e.getMessage() + ", or it cannot be read; check the path.", e);
        }
    }

    private static void refuseFolder(Path folder) {
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new FlashFlowException(
                    "The folder " + folder + " "
                            + (Files.isDirectory(folder) ? "is read-only" : "is missing")
                            + ", and the extracted objects were to go there; name another one with NanoAod.of(...).folder(...).");
        }
    }
}
