package flashflow.data.hdf5.look;

/**
 * How an object can be opened, or why it cannot.
 *
 * @param opens whether the text is a line of Java
 * @param text a line of Java, half a sentence, or nothing where there is nothing to say
 */
record Opening(boolean opens, String text) {
    static final Opening NONE = new Opening(false, "");

    static Opening with(String line) {
        return new Opening(true, line);
    }

    static Opening not(String why) {
        return new Opening(false, why);
    }

    /** As columns of a dataset or a group, whose place may hold a slice in brackets. */
    static Opening columns(String place, String... calls) {
        return with("Hdf5Dataset.columns(path, " + Shown.literal(place) + ")" + String.join("", calls));
    }

    /** The same as columns, a call further. */
    Opening and(String call) {
        return opens ? with(text + call) : this;
    }
}
