package flashflow.data.parquet;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;

/**
 * A column that can be chosen.
 *
 * @param name of it, {@code x[0]} for the first value of lists
 * @param type in which it is offered
 * @param carried in which it is carried along: decimal fractions as text
 * @param source the column of the files, or key of the folders, that has its values
 * @param at which value of each row it is, 0 without lists
 * @param list how many values each row has, 1 without lists
 */
record OfferedColumn(String name, ColumnType type, ColumnType carried, String source, int at, int list) {
    CarriedColumn column() {
        return new CarriedColumn(name, type);
    }

    CarriedColumn carriedColumn() {
        return new CarriedColumn(name, carried);
    }

    /** Where its values of some rows of a row group lie. */
    Strided rows(int first, int count) {
        return new Strided(first * list + at, list, count);
    }
}
