package flashflow.notebook;

import flashflow.Html;
import flashflow.reporting.WorkListener;
import java.util.Optional;

/** The progress bars of work in several steps, in a notebook's cell. */
public final class WorkBar implements WorkListener.Provider {
    /** For the service loader. */
    public WorkBar() {}

    @Override
    public Optional<WorkListener> listener() {
        var output = Output.current();
        return output.redraws() ? Optional.of(new Bar(output)) : Optional.empty();
    }

    /** One piece of work. */
    static final class Bar implements WorkListener {
        private final Output output;
        private Progress progress;

        Bar(Output output) {
            this.output = output;
        }

        @Override
        public void begun(String step, long of) {
            progress = Progress.of(step, of, output, System::nanoTime);
        }

        @Override
        public void progressed(long done) {
            progress.update(done);
        }

        @Override
        public void ended() {
            progress.finish("");
        }

        @Override
        public void told(String sentence) {
            show(sentence);
        }

        @Override
        public void warned(String sentence) {
            show("Warning: " + sentence);
        }

        private void show(String text) {
            output.show("<div>" + Html.escape(text) + "</div>", text);
        }
    }
}
