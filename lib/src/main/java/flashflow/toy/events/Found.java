package flashflow.toy.events;

/**
 * A reconstructed object.
 *
 * @param row context and targets as its law has them
 * @param generator place of the generated object that it belongs to, -1 for none
 */
record Found(Momentum at, float[] row, int generator) {
    Found of(int index) {
        return new Found(at, row, index);
    }
}
