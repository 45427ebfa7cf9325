package flashflow.training.state;

/** How far a training has come, as its position tells. */
public enum Outcome {
    /** All epochs are done. */
    FINISHED("finished"),
    /** The validation had got no better for as long as the patience lasts. */
    STOPPED_EARLY("stopped early"),
    /** From outside, such as by a notebook's stop button. */
    INTERRUPTED("interrupted"),
    /** By losses or gradients that were not finite. */
    FAILED("failed"),
    /** It goes on, or its process was killed; what an earlier release wrote before the end says no more. */
    UNFINISHED("unfinished");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
