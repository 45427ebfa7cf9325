package flashflow.data.hdf5.format;

/** Bytes that are not what the format asks for at their place. */
public final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FormatException(String message) {
        super(message);
    }
}
