package flashflow.engine;

import ai.djl.util.ClassLoaderUtils;
import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * A native library in a jar.
 *
 * @param file its name when it is unpacked
 * @param source where it lies in the jar
 * @param size in bytes, unpacked
 * @param sum its CRC-32, as the jar says
 */
record BundledLibrary(String file, URL source, long size, long sum) {
    private static final int CHUNK = 1 << 20;

    /** Empty where it is in no jar. */
    static Optional<BundledLibrary> of(String resource, String file) throws IOException {
        URL url = ClassLoaderUtils.getResource(resource);
        return url == null ? Optional.empty() : of(url, file);
    }

    static Optional<BundledLibrary> of(URL url, String file) throws IOException {
        if (!(url.openConnection() instanceof JarURLConnection connection)) {
            return Optional.empty();
        }
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            var entry = jar.getEntry(connection.getEntryName());
            return Optional.of(new BundledLibrary(file, url, entry.getSize(), entry.getCrc()));
        }
    }

    /** Whether a file has the library's very content; it is then on the disk, not only in the system's memory. */
    boolean isContentOf(Path path) throws IOException {
        var crc = new CRC32();
        var buffer = ByteBuffer.allocateDirect(CHUNK);
        try (var channel = FileChannel.open(path)) {
            while (channel.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
            channel.force(true);
        }
        return crc.getValue() == sum;
    }

    /** @throws FlashFlowException if the jar is damaged */
    void unpack(Path folder) throws IOException {
        try (var target = AtomicFile.open(folder.resolve(file));
                var in = open()) {
            if (copy(in, target.channel()) != sum) {
                throw new ZipException("its content does not have the checksum it should have");
            }
            target.commit();
        } catch (ZipException | EOFException e) {
            throw new FlashFlowException(
                    "The library " + file + " in the jar " + source + " is damaged (" + e.getMessage()
                            + "); replace the jar, for example by deleting it from Maven's repository and building again.",
                    e);
        }
    }

    private InputStream open() throws IOException {
        var connection = source.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private static long copy(InputStream in, SeekableByteChannel out) throws IOException {
        var crc = new CRC32();
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            crc.update(chunk, 0, count);
            out.write(ByteBuffer.wrap(chunk, 0, count));
        }
        return crc.getValue();
    }

    boolean hasSizeOf(Path path) throws IOException {
        return Files.isRegularFile(path) && Files.size(path) == size;
    }
}
