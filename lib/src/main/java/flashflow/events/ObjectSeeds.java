package flashflow.events;

import flashflow.nanoaod.ObjectKind;
import flashflow.random.Purpose;

/**
 * Random numbers of the objects of one kind: those of a generator object depend on the seed, its row and the fold alone, those of
 * others on the seed, the event's number and the fold.
 *
 * @param found seed of whether a generator object is found
 * @param flow seed of what is measured of it
 * @param number seed of how many others there are
 * @param others seed of what is measured of these
 */
record ObjectSeeds(long found, long flow, long number, long others) {
    private static final int PARTS = 4;

    static ObjectSeeds of(long seed, ObjectKind kind) {
        long first = (long) PARTS * kind.ordinal();
        return new ObjectSeeds(
                Purpose.EVENTS.key(seed, first),
                Purpose.EVENTS.key(seed, first + 1),
                Purpose.EVENTS.key(seed, first + 2),
                Purpose.EVENTS.key(seed, first + 3));
    }
}
