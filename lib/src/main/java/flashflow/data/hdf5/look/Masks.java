package flashflow.data.hdf5.look;

import java.util.List;
import java.util.Locale;

/** Truths that say which places of a padded list are filled. */
final class Masks {
    private static final List<String> NAMES = List.of("mask", "valid");

    private Masks() {}

    static boolean isCalledSo(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    static String call(String name) {
        return ".mask(" + Shown.literal(name) + ")";
    }
}
