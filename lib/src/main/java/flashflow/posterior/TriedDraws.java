package flashflow.posterior;

/**
 * Draws, and which of them lie in a region.
 *
 * @param inside one for each draw
 * @param nan how many times a comparison with NaN decided
 */
record TriedDraws(DrawnTargets drawn, boolean[] inside, long nan) {}
