package flashflow.toy.events;

/**
 * An object and the event that it is of.
 *
 * @param <T> kind of the object
 */
record InEvent<T>(ToyEvent event, T object) {}
