package flashflow.interop.torch;

import flashflow.FlashFlowException;
import flashflow.storage.RegularFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import net.razorvine.pickle.PickleException;
import tech.tablesaw.api.Table;

/**
 * A file written by {@code torch.save} (PyTorch 1.6 or newer), read in Java. Nothing in it is run: what its pickle may
 * name is a closed list. Tensors are read from the file when their values are asked for, so keep it open until then.
 */
public final class TorchFile implements AutoCloseable {
    private static final String PICKLE = "data.pkl";

    /** torch.save compresses nothing; archives that a user packed again are allowed some of it. */
    private static final int MOST_COMPRESSION = 4;

    /** Sizes below this are never refused, in bytes. */
    private static final int HARMLESS = 1 << 20;

    private final Path file;
    private final ZipFile zip;
    private final String folder;
    private final ByteOrder order;
    private final long largest;
    private final Object content;

    private TorchFile(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        this.largest = Math.max(HARMLESS, MOST_COMPRESSION * Files.size(file));
        zip.stream().forEach(this::checkSize);
        this.folder = folder();
        this.order = text("byteorder", "little").equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.content = unpickle();
    }

    /**
     * Opens a file and reads everything but the tensors' values.
     *
     * @throws FlashFlowException if it is missing, cut off, of another format, claims to hold far more than its length,
     *     or asks for anything that is not a tensor, a number, a text or a container of them
     */
    public static TorchFile open(Path file) {
        RegularFile.check(file);
        try {
            return opened(file);
        } catch (ZipException e) {
            throw new FlashFlowException(notZip(file), e);
        } catch (IOException e) {
            String what =
                    Files.exists(file) ? "Cannot read " + file + " (" + e.getMessage() + ")" : "There is no " + file;
            throw new FlashFlowException(what + "; check the path and the file.", e);
        }
    }

    private static TorchFile opened(Path file) throws IOException {
        var zip = new ZipFile(file.toFile());
        try {
            return new TorchFile(file, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static String notZip(Path file) {
        byte[] start = new byte[2];
        try (var in = Files.newInputStream(file)) {
            in.readNBytes(start, 0, 2);
        } catch (IOException e) {
            return "Cannot read " + file + " (" + e.getMessage() + "); check the path and the file.";
        }
        if (start[0] == 'P' && start[1] == 'K') {
            return "The torch file " + file + " is cut off or damaged; take another copy.";
        }
        if (start[0] == (byte) 0x80) {
            return "The file " + file + " is in torch's format from before PyTorch 1.6; convert it in Python by"
                    + " torch.save(torch.load(\"" + file.getFileName()
                    + "\", map_location=\"cpu\"), \"converted.pt\").";
        }
        return "The file " + file + " is not one that torch.save wrote; give a .pt or .pth file.";
    }

    /** What was saved: maps (in order), lists (of lists and tuples), numbers, texts, booleans, null, {@link TorchTensor}. */
    public Object content() {
        return content;
    }

    /**
     * What was saved, where that was a dictionary.
     *
     * @throws FlashFlowException if it was something else
     */
    public Map<?, ?> map() {
        if (content instanceof Map<?, ?> map) {
            return map;
        }
        throw new FlashFlowException("The torch file " + file + " does not hold a dictionary; save one in Python, for"
                + " example model.state_dict().");
    }

    /** One row for each value: its path, type, shape, number of elements and, where it is not a tensor, itself. */
    public Table describe() {
        return TorchDescription.of(file.getFileName().toString(), content);
    }

    private String folder() {
        var pickle = zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith("/" + PICKLE));
        String name = pickle.findFirst()
                .orElseThrow(() -> new FlashFlowException(
                        "The zip file " + file + " is not one that torch.save wrote (it holds no " + PICKLE + ")."));
        String found = name.substring(0, name.length() - PICKLE.length());
        if (zip.getEntry(found + "constants.pkl") != null) {
            throw new FlashFlowException("The file " + file + " is a TorchScript program, not a checkpoint; save the"
                    + " model's state_dict() in Python by torch.save.");
        }
        return found;
    }

    private void checkSize(ZipEntry entry) {
        if (entry.getSize() > largest) {
            throw new FlashFlowException(
                    "The torch file " + file + " claims " + entry.getSize() + " bytes for its entry " + entry.getName()
                            + ", far more than the file is long; take another copy.");
        }
    }

    private String text(String name, String otherwise) throws IOException {
        var entry = zip.getEntry(folder + name);
        return entry == null ? otherwise : new String(bytes(entry, 0, entry.getSize()), StandardCharsets.UTF_8).strip();
    }

    private Object unpickle() throws IOException {
        var entry = zip.getEntry(folder + PICKLE);
        var unpickler = new TorchUnpickler(source(), MOST_COMPRESSION * largest);
        try {
            byte[] pickle = bytes(entry, 0, entry.getSize());
            return PlainTree.of(unpickler.loads(pickle), pickle.length);
        } catch (TorchUnpickler.Forbidden e) {
            throw new FlashFlowException("The torch file " + file + " " + e.getMessage() + ", which is refused because"
                    + " a checkpoint must not run code; save only tensors, numbers, texts and containers of them.");
        } catch (RuntimeException | IOException | StackOverflowError | OutOfMemoryError e) {
            String said =
                    e.getClass() == PickleException.class ? " (" + ForeignText.shown(e.getMessage(), 200) + ")" : "";
            throw new FlashFlowException(
                    "The contents of the torch file " + file + " cannot be read" + said + "; take another copy.", e);
        }
    }

    private TorchStorage.Source source() {
        return new TorchStorage.Source() {
            @Override
            public void check(TorchStorage storage) {
                entry(storage);
            }

            @Override
            public ByteBuffer read(TorchStorage storage, long first, long end) {
                return TorchFile.this.read(storage, first, end);
            }
        };
    }

    private ZipEntry entry(TorchStorage storage) {
        var entry = opened("data/" + storage.key());
        if (entry == null || entry.getSize() / storage.type().bytes() < storage.elements()) {
            throw new FlashFlowException("The torch file " + file + " lacks values of a tensor (entry data/"
                    + storage.key() + "); take another copy.");
        }
        return entry;
    }

    private ZipEntry opened(String name) {
        try {
            return zip.getEntry(folder + name);
        } catch (IllegalStateException e) {
            throw new FlashFlowException(
                    "The torch file " + file + " was closed; read its tensors' values while it is open.", e);
        }
    }

    private ByteBuffer read(TorchStorage storage, long first, long end) {
        var entry = entry(storage);
        int size = storage.type().bytes();
        if (end - first > (Integer.MAX_VALUE - 8) / size) {
            throw new FlashFlowException("A tensor of the torch file " + file + " spans " + (end - first)
                    + " values, too many for one array; save it in pieces.");
        }
        try {
            return ByteBuffer.wrap(bytes(entry, first * size, end * size)).order(order);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "Cannot read values of a tensor of the torch file " + file + " (" + e.getMessage() + ").", e);
        }
    }

    /** Reads the whole entry, checks its sum (torch can be told to write none, that is 0), and keeps a part. */
    private byte[] bytes(ZipEntry entry, long first, long end) throws IOException {
        var kept = new byte[Math.toIntExact(end - first)];
        var sum = new CRC32();
        var buffer = new byte[1 << 16];
        try (var in = zip.getInputStream(entry)) {
            long position = 0;
            for (int count; (count = in.read(buffer)) > 0; position += count) {
                sum.update(buffer, 0, count);
                int from = (int) Math.max(0, Math.min(count, first - position));
                int to = (int) Math.max(from, Math.min(count, end - position));
                if (to > from) {
                    System.arraycopy(buffer, from, kept, (int) (position + from - first), to - from);
                }
            }
            if (position < end) {
                throw new EOFException("its entry " + entry.getName() + " is cut off");
            }
        }
        if (entry.getCrc() != 0 && entry.getCrc() != sum.getValue()) {
            throw new IOException("its entry " + entry.getName() + " is damaged, take another copy");
        }
        return kept;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new FlashFlowException("Cannot close " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
