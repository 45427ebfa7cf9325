package flashflow.bench;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments {@code NAME=VALUE} of an experiment. A name or a word that it does not know would be measured as the usual one: it is refused. */
final class ExperimentSettings {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** @param names that may be given */
    ExperimentSettings(String[] arguments, List<String> names) {
        for (String each : arguments) {
            String[] parts = each.split("=", 2);
            if (parts.length < 2 || !names.contains(parts[0])) {
                throw new FlashFlowException("\"" + each + "\" is not a setting of the experiment; these are: "
                        + String.join(", ", names) + ".");
            }
            values.put(parts[0], parts[1]);
        }
    }

    int whole(String name, int usual) {
        return Integer.parseInt(values.getOrDefault(name, "" + usual));
    }

    double number(String name, double usual) {
        return Double.parseDouble(values.getOrDefault(name, "" + usual));
    }

    boolean yes(String name) {
        return is("true", name, "true", "false");
    }

    /** Whether it is the one word of those that it may be, of which the first is the usual one. */
    boolean is(String one, String name, String... words) {
        String value = values.getOrDefault(name, words[0]);
        if (!Arrays.asList(words).contains(value)) {
            throw new FlashFlowException(
                    "The experiment's " + name + " may be " + String.join(" or ", words) + ", not \"" + value + "\".");
        }
        return value.equals(one);
    }
}
