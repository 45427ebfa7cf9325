package flashflow.data.hdf5.reading;

import flashflow.data.Place;

/** The line of Python that makes a dataset that is not read into one that is; attributes go along, the columns' names among them. */
final class PythonLine {
    private static final String TARGET = "d = h5py.File('plain.h5', 'w').create_dataset('data', data=";

    private final String source;

    PythonLine(Place place) {
        this.source = "s = h5py.File('" + place.file().getFileName() + "')['" + place.dataset() + "']; a = s[:]; ";
    }

    /**
     * Copies the values.
     *
     * @param change what is done with them on the way, as Python's methods; {@code a} stands for the values
     */
    String copy(String change) {
        return copy("h5py", change);
    }

    /** The same, with the modules that are needed. */
    String copy(String modules, String change) {
        return "in Python: import " + modules + "; " + source + TARGET + "a" + change + "); d.attrs.update(s.attrs)";
    }

    /** Lays the fields of compound elements side by side, and names the columns after them. */
    String columnsOfCompound() {
        return "in Python: import h5py, numpy.lib.recfunctions as r; " + source + TARGET
                + "r.structured_to_unstructured(a, 'f4').reshape(len(a), -1)); d.attrs['columns'] = list(a.dtype.names)";
    }
}
