package flashflow.events;

/**
 * Consecutive events, and which rows of the tables belong to them.
 *
 * @param firstEntry number of the first event
 * @param firstGenerated number of the first generator object's row
 * @param generated how many
 * @param firstEvent number of the first event's row, which has its context
 * @param events how many; events whose context is no number have none
 */
record EventPiece(long firstEntry, long firstGenerated, int generated, long firstEvent, int events) {}
