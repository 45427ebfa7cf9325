package flashflow.toy;

import flashflow.FlashFlowException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the command line of {@link ToyFiles} asks for. */
record ToyArguments(ToySource sample, Path out) {
    static final String USAGE = "jets|muons --rows N --seed S --out FILE [--raw]";
    private static final Set<String> OPTIONS = Set.of("--rows", "--seed", "--out");

    static ToyArguments parse(String... arguments) {
        var given = new HashMap<String, String>();
        boolean raw = false;
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals("--raw")) {
                raw = true;
            } else {
                given.put(option(arguments[i]), i + 1 < arguments.length ? arguments[++i] : "");
            }
        }
        var toy = detector(arguments.length > 0 ? arguments[0] : "nothing");
        var sample = new ToySource(toy, whole(given, "--seed"), whole(given, "--rows"), raw);
        return new ToyArguments(sample, Path.of(value(given, "--out")));
    }

    private static ToyDetector detector(String name) {
        return switch (name) {
            case "jets" -> new ToyJets();
            case "muons" -> new ToyMuons();
            default ->
                throw new FlashFlowException("The toy detector has jets and muons, not '" + name + "'; use: " + USAGE);
        };
    }

    private static String option(String name) {
        if (!OPTIONS.contains(name)) {
            throw new FlashFlowException("There is no option '" + name + "'; use: " + USAGE);
        }
        return name;
    }

    private static String value(Map<String, String> given, String option) {
        String value = given.getOrDefault(option, "");
        if (value.isEmpty()) {
            throw new FlashFlowException("The option " + option + " needs a value; use: " + USAGE);
        }
        return value;
    }

    private static long whole(Map<String, String> given, String option) {
        String value = value(given, option);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new FlashFlowException("The option " + option + " needs a whole number, not '" + value + "'.", e);
        }
    }
}
