package flashflow.engine;

import ai.djl.util.Utils;
import flashflow.FlashFlowException;
import java.nio.file.Path;

/** Where DJL unpacks PyTorch's libraries, and how a user names another place. */
final class CacheFolder {
    private static final String OF_ENGINES = "ENGINE_CACHE_DIR";
    private static final String OF_DJL = "DJL_CACHE_DIR";

    private CacheFolder() {}

    /** @throws FlashFlowException if no folder is named and Java does not know the home directory */
    static Path path() {
        if (isUnset(OF_ENGINES) && isUnset(OF_DJL) && !isHomeKnown()) {
            throw new FlashFlowException(
                    "There is no folder to unpack PyTorch's libraries to, because Java does not know this user's home"
                            + " directory (user.home is " + System.getProperty("user.home") + "); " + nameAnother()
                            + ".");
        }
        return Utils.getEngineCacheDir("pytorch").toAbsolutePath();
    }

    /** It is a question mark for users without an entry in the system's list, as in many containers. */
    private static boolean isHomeKnown() {
        String home = System.getProperty("user.home");
        return home != null && Path.of(home).isAbsolute();
    }

    /** What to do, in the middle of a sentence; a variable that is set hides its property. */
    static String nameAnother() {
        String name = isUnset(OF_ENGINES) ? OF_DJL : OF_ENGINES;
        return System.getenv(name) == null
                ? "name a folder that can be written by the environment variable " + name + " or by Java's option -D"
                        + name + "=FOLDER"
                : "set the environment variable " + name + " to a folder that can be written";
    }

    private static boolean isUnset(String name) {
        String value = Utils.getEnvOrSystemProperty(name);
        return value == null || value.isEmpty();
    }
}
