package flashflow.data.hdf5.reading;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The system's handles of the files that were read last. Systems allow a process some hundred to some thousand, and a dataset may
 * have more files: the handle used longest ago is given back for a new one. A thread that is reading through it at that moment finds
 * its channel closed and asks for it again, as after an interrupt.
 */
final class Handles {
    /** Far more than threads that read, far fewer than a process may have. */
    static final int MOST = 64;

    private static final Map<OpenFile, FileChannel> OPEN = new LinkedHashMap<>(16, 0.75f, true);

    private Handles() {}

    /** The channel of a file, opened if it is not. */
    static FileChannel of(OpenFile file) throws IOException {
        synchronized (OPEN) {
            file.refuseClosed();
            var channel = OPEN.get(file);
            if (channel != null && channel.isOpen()) {
                return channel;
            }
            var opened = FileChannel.open(file.path(), StandardOpenOption.READ);
            OPEN.put(file, opened);
            giveBackEldest();
            return opened;
        }
    }

    private static void giveBackEldest() throws IOException {
        if (OPEN.size() > MOST) {
            var eldest = OPEN.entrySet().iterator();
            var channel = eldest.next().getValue();
            eldest.remove();
            channel.close();
        }
    }

    /** The file is not read any more. */
    static void giveBack(OpenFile file) throws IOException {
        synchronized (OPEN) {
            var channel = OPEN.remove(file);
            if (channel != null) {
                channel.close();
            }
        }
    }

    static int open() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }
}
