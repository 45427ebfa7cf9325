package flashflow.data.columns;

import flashflow.FlashFlowException;

/** A row that holds NaN or infinity, where such rows are refused. */
public final class NonFiniteRow extends FlashFlowException {
    private static final long serialVersionUID = 1L;

    private final String found;

    /**
     * @param found what is wrong and where, in a sentence that goes on
     * @param cure how it goes on: what to do for such rows to be left out
     */
    NonFiniteRow(String found, String cure) {
        super(found + cure);
        this.found = found;
    }

    /** What is wrong and where, for who opened the rows for others, and has another way of leaving such rows out to tell them. */
    public String found() {
        return found;
    }
}
