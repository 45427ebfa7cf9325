package flashflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The flowchart of the README: each label starts with the name of a package, arrows lead down from what is known to who
 * knows it.
 */
record ReadmeMap(Set<String> packages, Map<String, Set<String>> parents) {
    static final String ROOT = "flashflow";

    private static final Pattern CHART = Pattern.compile("```mermaid\\s+flowchart TD\\s+(.*?)```", Pattern.DOTALL);
    private static final Pattern NODE = Pattern.compile("(\\w+)\\[\"([a-z0-9.]+): [^\"]+\"]");
    private static final Pattern ARROW = Pattern.compile("(\\w+)(?:\\[[^]]*])? --> (\\w+)");

    static ReadmeMap read(Path readme) throws IOException {
        var chart = CHART.matcher(Files.readString(readme));
        if (!chart.find()) {
            throw new AssertionError("No flowchart in " + readme);
        }
        return of(chart.group(1));
    }

    static ReadmeMap of(String chart) {
        Map<String, String> names = NODE.matcher(chart)
                .results()
                .collect(Collectors.toMap(node -> node.group(1), node -> ROOT + "." + node.group(2)));
        var parents = new HashMap<String, Set<String>>();
        ARROW.matcher(chart).results().forEach(arrow -> parents.computeIfAbsent(
                        named(names, arrow, 2), name -> new HashSet<>())
                .add(named(names, arrow, 1)));
        return new ReadmeMap(Set.copyOf(names.values()), parents);
    }

    private static String named(Map<String, String> names, MatchResult arrow, int end) {
        String name = names.get(arrow.group(end));
        if (name == null) {
            throw new AssertionError("The arrow " + arrow.group() + " leads to a node without a label");
        }
        return name;
    }

    /** The node a package belongs to: its own, or that of the package around it; the empty string if there is none. */
    String node(String name) {
        if (packages.contains(name)) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : node(name.substring(0, dot));
    }

    /** Whether the arrows allow {@code user} to know {@code used}; everybody knows the root, which knows nobody. */
    boolean allows(String user, String used) {
        return used.equals(ROOT)
                || node(user).equals(node(used))
                || above(node(user)).contains(node(used));
    }

    private Set<String> above(String node) {
        var found = new HashSet<String>();
        for (String parent : parents.getOrDefault(node, Set.of())) {
            found.add(parent);
            found.addAll(above(parent));
        }
        return found;
    }
}
