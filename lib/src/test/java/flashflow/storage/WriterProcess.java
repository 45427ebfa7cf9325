package flashflow.storage;

import flashflow.ChildJvm;
import flashflow.FlashFlowException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** A writer in a process of its own, which says "open" when its part is written, and goes on when a line comes in. */
final class WriterProcess implements AutoCloseable {
    final Process process;
    private final BufferedReader lines;

    WriterProcess(Path file, int value, int bytes, String... before) throws IOException {
        process = new ProcessBuilder(ChildJvm.command(before, 64, WriterProcess.class, file, value, bytes))
                .redirectErrorStream(true)
                .start();
        lines = process.inputReader(java.nio.charset.StandardCharsets.UTF_8);
    }

    String says() throws IOException {
        return lines.readLine();
    }

    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        byte[] content = new byte[Integer.parseInt(arguments[2])];
        Arrays.fill(content, Byte.parseByte(arguments[1]));
        var in = new BufferedReader(new InputStreamReader(System.in, java.nio.charset.StandardCharsets.UTF_8));
        try {
            AtomicFile.write(Path.of(arguments[0]), channel -> {
                channel.write(ByteBuffer.wrap(content));
                System.out.println("open");
                in.readLine();
            });
            System.out.println("kept");
        } catch (FlashFlowException e) {
            System.out.println(e.getMessage());
        }
    }
}
