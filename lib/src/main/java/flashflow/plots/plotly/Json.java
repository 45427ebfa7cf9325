package flashflow.plots.plotly;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Map;

/** Objects as JavaScript literals that may stand inside a script element. */
final class Json {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private Json() {}

    static String of(Object value) {
        return GSON.toJson(value).replace("<", "\\u003c");
    }

    /** A statement that adds properties to the JavaScript variable {@code name}, over those it has. */
    static String assign(String name, Map<String, Object> properties) {
        return "Object.assign(" + name + ", " + of(properties) + ");\n";
    }
}
