package flashflow.spark.command;

import flashflow.FlashFlowException;
import flashflow.spark.files.FileFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a command line says. */
final class Options {
    static final String USAGE =
            """
            Generates for every row of files of context, on this machine or on a cluster.

              --model FILE         a model file of FlowModel.save
              --in PATH ...        HDF5 or Parquet files, folders of such, or patterns in quotes
              --out FOLDER         new or empty, or that of the same job, which then goes on
              --seed N             the same seed gives the same sample (0)
              --folds N            rows to draw for each row of context (1)
              --format FORMAT      hdf5 or parquet (hdf5)
              --range-rows N       rows of context of a file of output (262,144 / folds)
              --carry COLUMN ...   columns that go along exactly, in their own types
              --skip-unreadable    go on without files that cannot be read
              --drop-non-finite    leave out rows of context that hold NaN or infinity
              --master URL         as of spark-submit (local[*])
            """;

    private static final Grammar GENERATE = new Grammar(
            Set.of("skip-unreadable", "drop-non-finite", "help"),
            Set.of("model", "out", "seed", "folds", "format", "range-rows", "master"),
            Set.of("in", "carry"));

    private final Grammar grammar;
    private final Map<String, List<String>> values = new HashMap<>();

    private Options(Grammar grammar) {
        this.grammar = grammar;
    }

    /** Options that there are: those without a value, with one, and with one or more. */
    record Grammar(Set<String> flags, Set<String> single, Set<String> many) {}

    /** @throws FlashFlowException if a word is no option, or an option lacks its value or has several */
    static Options of(String... words) {
        return of(GENERATE, words);
    }

    /** The same of other options. */
    static Options of(Grammar grammar, String... words) {
        var options = new Options(grammar);
        List<String> current = null;
        for (String word : words) {
            if (word.startsWith("--")) {
                current = options.begin(word.substring(2));
            } else if (current == null) {
                throw refuse("'" + word + "' belongs to no option");
            } else {
                current.add(word);
            }
        }
        options.values.forEach(options::refuseCount);
        return options;
    }

    private List<String> begin(String name) {
        if (!grammar.flags.contains(name) && !grammar.single.contains(name) && !grammar.many.contains(name)) {
            throw refuse("there is no option --" + name);
        }
        return values.computeIfAbsent(name, ignored -> new ArrayList<>());
    }

    private void refuseCount(String name, List<String> given) {
        boolean right = grammar.flags.contains(name)
                ? given.isEmpty()
                : grammar.single.contains(name) ? given.size() == 1 : !given.isEmpty();
        if (!right) {
            throw refuse("--" + name + " was given the values " + given);
        }
    }

    static FlashFlowException refuse(String wrong) {
        return new FlashFlowException(
                "The command line cannot be understood: " + wrong + "; --help says what there is.");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of an option that has to be there. */
    String needed(String name) {
        if (!has(name)) {
            throw refuse("--" + name + " is missing");
        }
        return values.get(name).get(0);
    }

    List<Path> in() {
        return paths("in");
    }

    /** Values of an option that has to be there. */
    List<Path> paths(String name) {
        needed(name);
        return words(name).stream().map(Path::of).toList();
    }

    /** Values of an option; none where it is not there. */
    List<String> words(String name) {
        return values.getOrDefault(name, List.of());
    }

    String[] carried() {
        return words("carry").toArray(String[]::new);
    }

    long number(String name, long usual) {
        String value = has(name) ? needed(name) : String.valueOf(usual);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw refuse("--" + name + " is " + value + " and no whole number");
        }
    }

    int folds() {
        long folds = number("folds", 1);
        if (folds < 1 || folds > Integer.MAX_VALUE) {
            throw refuse("--folds is " + folds);
        }
        return (int) folds;
    }

    FileFormat format() {
        String name = has("format") ? needed("format") : FileFormat.HDF5.name();
        return Arrays.stream(FileFormat.values())
                .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refuse("--format is " + name));
    }
}
