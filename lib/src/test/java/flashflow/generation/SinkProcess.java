package flashflow.generation;

import flashflow.ChildJvm;
import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A sink in a process of its own, which says "open" after a block, and goes on when a line comes in. */
final class SinkProcess implements AutoCloseable {
    private static final List<CarriedColumn> EXACT =
            List.of(new CarriedColumn("event", ColumnType.INT64), new CarriedColumn("text", ColumnType.TEXT));
    private static final int ROWS = 1000;
    private static final int BLOCKS = 100;

    final Process process;
    private final BufferedReader lines;

    SinkProcess(SinkKind kind, Path file, String... before) throws IOException {
        process = new ProcessBuilder(ChildJvm.command(before, 128, SinkProcess.class, kind.name(), file))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        lines = process.inputReader(StandardCharsets.UTF_8);
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

    /** Rows of random numbers, which no compression makes small. */
    static void write(flashflow.data.RowSink sink, int block) {
        var random = new SplittableRandom(block);
        float[] values = new float[ROWS];
        long[] events = new long[ROWS];
        String[] texts = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = (float) random.nextDouble();
            events[i] = random.nextLong();
            texts[i] = Long.toString(random.nextLong(), 36);
        }
        sink.write(values, 0, ROWS, List.of(ExactColumn.of(EXACT.get(0), events), ExactColumn.of(EXACT.get(1), texts)));
    }

    static flashflow.data.RowSink open(SinkKind kind, Path file) {
        return kind.open(file, List.of("x"), EXACT);
    }

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var sink = open(SinkKind.valueOf(arguments[0]), Path.of(arguments[1]))) {
            write(sink, 0);
            System.out.println("open");
            in.readLine();
            Stream.<Runnable>of(
                            () -> {
                                for (int block = 1; block < BLOCKS; block++) {
                                    write(sink, block);
                                }
                            },
                            sink::finish)
                    .forEach(SinkProcess::told);
        }
        System.out.println("closed");
    }

    private static void told(Runnable work) {
        try {
            work.run();
            System.out.println("done");
        } catch (FlashFlowException e) {
            System.out.println(e.getMessage());
        }
    }
}
