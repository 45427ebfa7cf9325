package flashflow.training.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What differs between trainings, and whether their losses compare. */
final class Differences {
    /** Too long to be shown; letters tell which ones are the same. */
    private static final Set<String> LETTERED =
            Set.of(Traits.DATA, Traits.VALIDATION, Traits.COLUMNS, Traits.PREPROCESSING);

    /** NLLs of one of these and of another are different quantities. */
    private static final List<String> COMPARED =
            List.of(Traits.KIND, Traits.COLUMNS, Traits.PREPROCESSING, Traits.VALIDATION);

    private final List<RunFolder> runs;

    Differences(List<RunFolder> runs) {
        this.runs = runs;
    }

    /** Of each trait that is not the same in all trainings that have it, one text for each training; empty where not known. */
    Map<String, List<String>> columns() {
        var columns = new LinkedHashMap<String, List<String>>();
        for (String name : names()) {
            if (differs(name)) {
                columns.put(name, LETTERED.contains(name) ? letters(values(name)) : values(name));
            }
        }
        return columns;
    }

    private Set<String> names() {
        var names = new LinkedHashSet<String>();
        runs.forEach(run -> names.addAll(run.settings().keySet()));
        return names;
    }

    private boolean differs(String name) {
        return known(name).distinct().count() > 1;
    }

    private Stream<String> known(String name) {
        return runs.stream().map(run -> run.settings().get(name)).filter(value -> value != null);
    }

    private List<String> values(String name) {
        return runs.stream().map(run -> run.settings().getOrDefault(name, "")).toList();
    }

    private static List<String> letters(List<String> values) {
        var seen = new ArrayList<String>();
        values.stream().filter(value -> !value.isEmpty()).distinct().forEach(seen::add);
        return values.stream()
                .map(value -> value.isEmpty() ? "" : letter(seen.indexOf(value)))
                .toList();
    }

    /** A to Z, then A1 and so on. */
    private static String letter(int index) {
        return (char) ('A' + index % 26) + (index < 26 ? "" : Integer.toString(index / 26));
    }

    /** A sentence where the losses are not of one quantity. */
    Optional<String> incomparable() {
        var differing = COMPARED.stream().filter(this::differs).toList();
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of("The best NLLs do not all compare: the trainings differ in "
                        + String.join(", ", differing).replace(Traits.KIND, "what they train") + ".");
    }
}
