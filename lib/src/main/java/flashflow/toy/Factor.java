package flashflow.toy;

/** Density of one target, given the context and the targets before it. */
@FunctionalInterface
interface Factor {
    /** Reads only the row's context and the targets that come before this one. */
    Density given(ToyRow row);
}
