package flashflow.data;

/**
 * A column that goes along with the rows exactly as it is stored, beside the float32 values and never through a flow: an
 * event number, a file name, a weight in float64.
 *
 * @param name of the column
 * @param type of its values
 */
public record CarriedColumn(String name, ColumnType type) {}
