package flashflow.toy;

/**
 * One row inside a row-major array.
 *
 * @param values the array
 * @param from index of the row's first value
 */
record ToyRow(float[] values, int from) {
    double at(int column) {
        return values[from + column];
    }

    void set(int column, double value) {
        values[from + column] = (float) value;
    }
}
