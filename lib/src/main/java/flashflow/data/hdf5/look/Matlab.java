package flashflow.data.hdf5.look;

/** Datasets that MATLAB wrote: its columns are the rows of HDF5, and some numbers are none. */
final class Matlab {
    private static final String CLASS = "MATLAB_class";
    private static final String EMPTY = "MATLAB_empty";

    private Matlab() {}

    static boolean wrote(DatasetFacts dataset) {
        return dataset.text(CLASS).isPresent();
    }

    /** Whether it holds the extent of what is empty, instead of values. */
    static boolean isEmpty(DatasetFacts dataset) {
        return wrote(dataset)
                && dataset.attributes().stream()
                        .anyMatch(attribute -> attribute.name().equals(EMPTY));
    }

    static boolean isText(DatasetFacts dataset) {
        return dataset.text(CLASS).filter("char"::equals).isPresent();
    }
}
