package flashflow.notebook;

import flashflow.Html;
import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationProgress;
import flashflow.generation.GenerationReport;
import java.util.Locale;
import java.util.Optional;

/** The progress bar of a generation, in a notebook's cell. */
public final class GenerationBar implements GenerationListener.Provider {
    /** For the service loader. */
    public GenerationBar() {}

    @Override
    public Optional<GenerationListener> listener() {
        var output = Output.current();
        return output.redraws() ? Optional.of(new Bar(output)) : Optional.empty();
    }

    /** One generation. */
    static final class Bar implements GenerationListener {
        private final Output output;
        private Progress progress;

        Bar(Output output) {
            this.output = output;
        }

        @Override
        public void started(long rows) {
            progress = Progress.of("Generation", Math.max(1, rows), output, System::nanoTime);
        }

        @Override
        public void progressed(GenerationProgress now) {
            progress.update(now.rows(), String.format(Locale.ROOT, "%,.0f rows/s", now.rowsPerSecond()));
        }

        @Override
        public void warned(String sentence) {
            String text = "Warning: " + sentence;
            output.show("<div>" + Html.escape(text) + "</div>", text);
        }

        @Override
        public void ended(GenerationReport report) {
            progress.finish(String.format(Locale.ROOT, "%,.0f rows/s", report.rowsPerSecond()));
        }
    }
}
