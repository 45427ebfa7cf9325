package flashflow.preprocessing;

import java.util.List;

/** The end of a context column's chain as several columns, of which no density is asked. */
sealed interface Expansion permits OneHot, SineCosine {
    /** Number of columns. */
    int width();

    /** Whether a value can be written. */
    boolean takes(double x);

    /** Writes n rows; a value that it does not take makes its first column NaN, which callers meet as a bad row. */
    void write(double[] x, int n, float[] into, int offset, int stride);

    /** Reads n rows back. */
    void read(float[] from, int offset, int stride, double[] x, int n);

    /** Names of the columns that a column becomes. */
    List<String> names(String column);

    /** For people. */
    String formula();
}
