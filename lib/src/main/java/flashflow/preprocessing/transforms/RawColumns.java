package flashflow.preprocessing.transforms;

/** The columns of a block of rows by their names, in raw values. */
@FunctionalInterface
public interface RawColumns {
    /** Raw values of another column in these rows. */
    double[] raw(String column);
}
