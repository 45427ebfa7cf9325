package flashflow.data.hdf5;

import flashflow.data.Place;

/** The line of Python that makes a dataset that is not read into one that is. */
final class PythonLine {
    private static final String TARGET = "h5py.File('plain.h5', 'w')";

    private final String source;

    PythonLine(Place place) {
        this.source = "h5py.File('" + place.file().getFileName() + "')['" + place.dataset() + "'][:]";
    }

    /**
     * Copies the values.
     *
     * @param change what is done with them on the way, as Python's methods; {@code a} stands for the values
     */
    String copy(String change) {
        return copy("h5py", change);
    }

    /** The same, with modules that are needed. */
    String copy(String modules, String change) {
        return "in Python: import " + modules + "; a = " + source + "; " + TARGET + "['data'] = a" + change;
    }

    /** Lays the fields of compound elements side by side, and names the columns after them. */
    String columnsOfCompound() {
        return "in Python: import h5py, numpy.lib.recfunctions as r; a = " + source + "; d = " + TARGET
                + ".create_dataset('data', data=r.structured_to_unstructured(a, 'f4')); "
                + "d.attrs['columns'] = list(a.dtype.names)";
    }
}
