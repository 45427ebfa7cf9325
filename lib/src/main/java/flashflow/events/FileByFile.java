package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.data.columns.FileGlob;
import flashflow.nanoaod.NanoAod;
import flashflow.random.Purpose;
import flashflow.reporting.Listeners;
import flashflow.reporting.WorkListener;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A generation that writes a file for each input. */
final class FileByFile {
    /** Makes one file. */
    interface Generating {
        /**
         * Does it.
         *
         * @param listener hears of it
         */
        EventReport to(Path in, Path out, long seed, WorkListener listener);

        /** What {@link NanoAod#origin} of the file will be; nothing if that does not tell all. */
        Optional<String> origin(Path in, long seed);
    }

    private final Generating generating;
    private final long seed;
    private final Listeners<WorkListener> listeners;
    private final Set<String> warned = new HashSet<>();

    FileByFile(Generating generating, long seed, Listeners<WorkListener> listeners) {
        this.generating = generating;
        this.seed = seed;
        this.listeners = listeners;
    }

    /** A folder stands for its ROOT files. */
    static List<Path> inputs(List<Path> in) {
        return FileGlob.files(in.stream().flatMap(FileByFile::roots).toList());
    }

    private static Stream<Path> roots(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (var all = Files.list(path)) {
            var found = all.filter(FileByFile::isRoot).sorted().toList();
            if (found.isEmpty()) {
                throw new FlashFlowException("The folder " + path + " has no file *.root; name another one.");
            }
            return found.stream();
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The folder " + path + " cannot be read (" + AtomicFile.reason(e) + "); check the path.", e);
        }
    }

    private static boolean isRoot(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".root") && !name.startsWith(".") && Files.isRegularFile(file);
    }

    EventReport into(Path folder, List<Path> files, int folds) {
        long start = System.nanoTime();
        refuse(files, folder);
        make(folder);
        var reports = new ArrayList<EventReport>();
        listeners.tell(l -> l.begun("Generation into " + files.size() + " files", files.size()));
        for (int i = 0; i < files.size(); i++) {
            written(files.get(i), folder, i, files.size()).ifPresent(reports::add);
            int done = i + 1;
            listeners.tell(l -> l.progressed(done));
        }
        listeners.tell(WorkListener::ended);
        return EventReport.sum(reports, folds, (System.nanoTime() - start) * 1e-9);
    }

    private static void refuse(List<Path> files, Path folder) {
        var names = new HashMap<Path, Path>();
        for (Path file : files) {
            Path other = names.put(file.getFileName(), file);
            if (other != null) {
                throw new FlashFlowException("The files " + other + " and " + file
                        + " would both become " + folder.resolve(file.getFileName())
                        + "; generate them into folders of their own.");
            }
            EventGeneration.refuseSame(List.of(file), folder.resolve(file.getFileName()));
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The folder " + folder + " cannot be made (" + AtomicFile.reason(e)
                            + "); name another one for the results.",
                    e);
        }
    }

    private Optional<EventReport> written(Path file, Path folder, int before, int of) {
        try {
            return written(file, folder.resolve(file.getFileName()));
        } catch (WorkInterrupted e) {
            throw e;
        } catch (FlashFlowException e) {
            throw new FlashFlowException(
                    e.getMessage().replaceFirst("\\.$", "") + "; " + before + " of " + of + " files are done in "
                            + folder + ", and the same call goes on with the others.",
                    e);
        }
    }

    private Optional<EventReport> written(Path file, Path out) {
        long own = seed(file);
        if (NanoAod.look(file).events() == 0) {
            listeners.tell(l -> l.warned(file + " has no events, and nothing is written for it."));
            return Optional.empty();
        }
        if (isThere(out, generating.origin(file, own))) {
            listeners.tell(l -> l.told(out + " holds these events already, and is taken as it is."));
            return Optional.empty();
        }
        return Optional.of(generating.to(file, out, own, quiet()));
    }

    /** By name, so that what is drawn for a file does not depend on those that come with it. */
    private long seed(Path file) {
        byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        return Purpose.EVENTS.key(seed, UUID.nameUUIDFromBytes(name).getLeastSignificantBits());
    }

    /** What is there and something else is replaced. */
    private static boolean isThere(Path out, Optional<String> origin) {
        try {
            return origin.isPresent()
                    && Files.isRegularFile(out)
                    && NanoAod.origin(out).equals(origin.get());
        } catch (WorkInterrupted e) {
            throw e;
        } catch (FlashFlowException e) {
            return false;
        }
    }

    /** Of hundreds of files only what a user should mind, each sentence once. */
    private WorkListener quiet() {
        return new WorkListener() {
            @Override
            public void warned(String sentence) {
                if (warned.add(sentence)) {
                    listeners.tell(l -> l.warned(sentence));
                }
            }
        };
    }
}
