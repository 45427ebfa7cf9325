package flashflow.data.selection;

import flashflow.FlashFlowException;

/**
 * A place in the text of a condition, for messages.
 *
 * @param text the whole condition
 * @param at index of a character, from 0; the length for the end
 */
record Spot(String text, int at) {
    /** A refusal that says where. */
    FlashFlowException refuse(String wrong, String cure) {
        return new FlashFlowException(
                "The condition \"" + text + "\" is wrong at place " + (at + 1) + ": " + wrong + "; " + cure + ".");
    }
}
