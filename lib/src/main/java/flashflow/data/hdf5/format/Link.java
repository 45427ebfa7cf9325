package flashflow.data.hdf5.format;

/**
 * A member of a group.
 *
 * @param kind whether it is an object of this file, another name for one, or one in another file
 * @param address of the object's header, for a hard link
 * @param file name of the other file, for an external link
 * @param path of the object, for a soft or external link
 */
public record Link(Kind kind, long address, String file, String path) {
    /** Kinds of links. */
    public enum Kind {
        HARD,
        SOFT,
        EXTERNAL,
        UNKNOWN
    }

    static Link hard(long address) {
        return new Link(Kind.HARD, address, "", "");
    }

    static Link soft(String path) {
        return new Link(Kind.SOFT, Storage.UNDEFINED, "", path);
    }
}
