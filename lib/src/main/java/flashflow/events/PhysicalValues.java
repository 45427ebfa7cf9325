package flashflow.events;

/**
 * From the targets of one model to physical values of objects, in the order of the output's columns.
 *
 * @param columns of the model
 * @param occurring what its targets may be
 * @param places for each column of the output the target that it comes from, -1 for one that is copied
 * @param held whether values are held to the range of the full simulation
 */
record PhysicalValues(PhysicalColumns columns, Occurring[] occurring, int[] places, boolean held) {
    /** The value of a target after it has been held and rounded; an angle has no ends to be held at. */
    double settled(int target, double drawn, ObjectCounts counts) {
        var values = occurring[target];
        String name = columns.names().get(target);
        if (values.isRounded()) {
            double rounded = values.rounded(drawn);
            if (rounded != drawn) {
                counts.rounded(name);
            }
            return rounded;
        }
        double kept = held && !columns.isAngle(target) ? values.held(drawn) : drawn;
        if (kept != drawn) {
            counts.held(name);
        }
        return kept;
    }

    /**
     * The columns of one object.
     *
     * @param targets drawn ones, from index {@code at} on
     * @param reference the generator's columns, from index {@code of} on; empty for objects without
     * @param opposite whether the generator's charge has the opposite sign
     * @param names of the output's columns
     */
    double[] of(
            float[] targets,
            int at,
            double[] reference,
            int of,
            boolean opposite,
            java.util.List<String> names,
            ObjectCounts counts) {
        double[] values = new double[places.length];
        for (int c = 0; c < places.length; c++) {
            values[c] = places[c] < 0
                    ? columns.copied(names.get(c), reference, of, opposite)
                    : columns.physical(places[c], settled(places[c], targets[at + places[c]], counts), reference, of);
        }
        return values;
    }
}
