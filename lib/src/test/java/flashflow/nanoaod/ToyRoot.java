package flashflow.nanoaod;

import flashflow.Python;
import flashflow.toy.events.ToyEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** NanoAOD-like files of toy events, for tests with a Python that has uproot. */
public final class ToyRoot {
    private ToyRoot() {}

    /** Skips the running test, with a message, where there is none. */
    public static void assumed() {
        Python.assumed("uproot", "awkward", "h5py");
    }

    /** A file in a folder. */
    public static Path in(Path folder, String name, long seed, long events) throws IOException {
        Path columns = ToyEvents.of(seed, events).write(folder.resolve(name + ".events.h5"));
        Path file = folder.resolve(name + ".root");
        NanoAod.toy(columns, file);
        Files.delete(columns);
        return file;
    }
}
