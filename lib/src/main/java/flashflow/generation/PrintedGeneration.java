package flashflow.generation;

import java.io.PrintStream;
import java.util.Locale;

/** A generation in lines of text, one every ten seconds. The report is for who called it to print. */
final class PrintedGeneration implements GenerationListener {
    private static final double SECONDS = 10;

    private final PrintStream out;
    private double shown;

    PrintedGeneration(PrintStream out) {
        this.out = out;
    }

    @Override
    public void progressed(GenerationProgress progress) {
        if (progress.seconds() - shown >= SECONDS) {
            shown = progress.seconds();
            out.printf(
                    Locale.ROOT,
                    "Generation: %,d of %,d rows, %,.0f rows/s%n",
                    progress.rows(),
                    progress.total(),
                    progress.rowsPerSecond());
        }
    }

    @Override
    public void warned(String sentence) {
        out.println("Warning: " + sentence);
    }
}
