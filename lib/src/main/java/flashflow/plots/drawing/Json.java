package flashflow.plots.drawing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Objects as JavaScript literals that may stand inside a script element. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A statement that adds properties to the JavaScript variable {@code name}, over those it has. */
    static String assign(String name, Map<String, Object> properties) {
        return "Object.assign(" + name + ", " + of(properties) + ");\n";
    }
}
