package flashflow.data.hdf5.reading;

import flashflow.data.Place;

/** The line of Python that makes a dataset that is not read into one that is; attributes go along, the columns' names among them. */
public final class PythonLine {
    /** How such a remedy begins. */
    public static final String BEGINNING = "in Python: ";

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
        return BEGINNING + "import " + modules + "; " + source + TARGET + "a" + change + "); d.attrs.update(s.attrs)";
    }
}
