package flashflow.data.hdf5.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.ElementType;

/**
 * A column of a dataset: the same place of each of its rows.
 *
 * @param name of the column
 * @param dataset in which it lies; null for an index of the rows, which lies in none
 * @param element number of its element among those of a row
 * @param offset of its value in the element, in bytes
 * @param stored how the value is stored: a number or a text; null for an index
 */
record StoredColumn(String name, DatasetHeader dataset, int element, int offset, Datatype stored) {
    /** The number of the file's row that a row comes from, where each holds several. */
    static final StoredColumn ROW = new StoredColumn("row", null, 0, 0, null);

    /** The place of a row in the file's row that it comes from. */
    static final StoredColumn POSITION = new StoredColumn("position", null, 1, 0, null);

    boolean isIndex() {
        return dataset == null;
    }

    /** What it is read from, together with other columns of the same dataset. */
    Object source() {
        return isIndex() ? this : dataset;
    }

    /** The type of its values. */
    ColumnType type() {
        if (isIndex()) {
            return ColumnType.INT64;
        }
        if (isText()) {
            return ColumnType.TEXT;
        }
        if (stored.isBoolean() || stored.kind() == Datatype.Kind.BITS && stored.bytes() == 1) {
            return ColumnType.BOOLEAN;
        }
        var number = number();
        var whole = number.kind() == ElementType.Kind.SIGNED ? ColumnType.Kind.SIGNED : ColumnType.Kind.UNSIGNED;
        return new ColumnType(number.isInteger() ? whole : ColumnType.Kind.FLOAT, 8 * number.bytes());
    }

    boolean isText() {
        return !isIndex() && stored.kind() == Datatype.Kind.TEXT;
    }

    /** How its numbers are stored; it holds no text. */
    ElementType number() {
        return ElementType.of(stored).orElseThrow();
    }

    CarriedColumn carried() {
        return new CarriedColumn(name, type());
    }

    StoredColumn named(String other) {
        return new StoredColumn(other, dataset, element, offset, stored);
    }
}
