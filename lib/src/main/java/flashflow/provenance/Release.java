package flashflow.provenance;

/** The version of this library. */
public final class Release {
    /** Where classes do not come from a jar, and so have no version. */
    public static final String UNKNOWN = "unknown";

    private Release() {}

    /** Of the classes that run; {@link #UNKNOWN} where they do not come from a jar. */
    public static String running() {
        return orUnknown(Release.class.getPackage().getImplementationVersion());
    }

    /** What a file says of the release that wrote it; earlier ones wrote the word null for an unknown one. */
    public static String orUnknown(String said) {
        return said == null || said.isBlank() || said.equals("null") ? UNKNOWN : said;
    }
}
