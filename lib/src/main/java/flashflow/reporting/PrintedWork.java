package flashflow.reporting;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Work in lines of text, one every ten seconds. */
final class PrintedWork implements WorkListener {
    private static final long NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final LongSupplier clock;
    private String step = "";
    private long of;
    private long shown;

    PrintedWork(PrintStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void begun(String name, long all) {
        step = name;
        of = all;
        shown = clock.getAsLong();
    }

    @Override
    public void progressed(long done) {
        if (clock.getAsLong() - shown >= NANOS) {
            shown = clock.getAsLong();
            out.printf(Locale.ROOT, "%s: %,d of %,d%n", step, done, of);
        }
    }

    @Override
    public void told(String sentence) {
        out.println(sentence);
    }

    @Override
    public void warned(String sentence) {
        out.println("Warning: " + sentence);
    }
}
