package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.flow.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the layers of a flow stand in nflows' tree of modules, whatever way they are nested: each step is a permutation,
 * an LU linear layer and splines, and a last permutation and linear layer may follow.
 *
 * @param kind of the splines
 * @param permutations paths of the permutations, one for each linear layer, empty text where there is none
 * @param linears paths of the LU layers likewise
 * @param splines paths of the splines' nets, one for each step
 */
record NflowsPaths(Kind kind, List<String> permutations, List<String> linears, List<String> splines) {
    private static final Pattern LAYER =
            Pattern.compile("(.*)\\._permutation|(.*)\\.lower_entries|(.*\\.(transform|autoregressive)_net)"
                    + "\\.initial_layer\\.weight");

    /** A layer's path: where the flow stands, then CompositeTransforms in each other, and a net's own name. */
    private static final Pattern NESTED =
            Pattern.compile("(.*?)((^|\\.)_transforms\\.\\d+)*(\\.(transform|autoregressive)_net)?");

    /** A member of a CompositeTransform, anywhere in a name. */
    private static final Pattern MEMBER = Pattern.compile("(^|\\.)_transforms\\.(\\d{1,9})(?=\\.)");

    /** As FlashSim nests them, with the linear layers or without. */
    static NflowsPaths flashSim(Kind kind, int steps, boolean linear) {
        var permutations = new ArrayList<String>();
        var linears = new ArrayList<String>();
        var splines = new ArrayList<String>();
        String net = kind == Kind.COUPLING ? "transform_net" : "autoregressive_net";
        for (int step = 0; step <= steps; step++) {
            String at = "_transform._transforms." + step;
            String pair = step < steps ? at + "._transforms.0" : at;
            permutations.add(linear ? pair + "._transforms.0" : "");
            linears.add(linear ? pair + "._transforms.1" : "");
            if (step < steps) {
                splines.add(at + (linear ? "._transforms.1." : ".") + net);
            }
        }
        return new NflowsPaths(kind, permutations, linears, splines);
    }

    /** Finds the layers among the names of a state_dict. */
    static NflowsPaths find(Collection<String> names) {
        if (names.stream()
                .noneMatch(name -> name.matches(".+\\.(transform|autoregressive)_net\\.initial_layer\\.weight"))) {
            throw new FlashFlowException("No rational-quadratic splines of nflows are among the tensors; give the"
                    + " state_dict of an nflows Flow of coupling or masked autoregressive splines.");
        }
        var layers = names.stream()
                .map(LAYER::matcher)
                .filter(Matcher::matches)
                .sorted(Comparator.comparing(NflowsPaths::path, NflowsPaths::inOrder))
                .toList();
        checkNesting(layers.stream().map(NflowsPaths::path).toList());
        checkMembers(names);
        var finder = new Finder();
        layers.forEach(finder::add);
        return finder.found();
    }

    /**
     * A wrapper such as nflows' InverseTransform leaves only a name in the path; and layers of two flows, a copy with
     * averaged weights for example, must not be read as one.
     */
    private static void checkNesting(List<String> layers) {
        String root = null;
        for (String layer : layers) {
            var nested = NESTED.matcher(layer);
            nested.matches();
            String found = nested.group(1);
            if (found.matches("(.*\\.)?_transforms?\\..*")) {
                throw new FlashFlowException("The layer '" + layer + "' lies within another transform, such as nflows'"
                        + " InverseTransform, which changes what it does; only layers in CompositeTransforms can be"
                        + " read.");
            }
            if (root != null && !root.equals(found)) {
                throw new FlashFlowException("The tensors belong to several flows, at '" + root + "' and '" + found
                        + "'; save the state_dict of one flow.");
            }
            root = found;
        }
    }

    /** Transforms without tensors, a Sigmoid for example, show only as missing numbers. */
    private static void checkMembers(Collection<String> names) {
        var members = new TreeMap<String, TreeSet<Integer>>();
        for (String name : names) {
            var member = MEMBER.matcher(name);
            while (member.find()) {
                members.computeIfAbsent(name.substring(0, member.start()), at -> new TreeSet<>())
                        .add(Integer.parseInt(member.group(2)));
            }
        }
        members.forEach((composite, numbers) -> {
            for (int i = 0; i < numbers.size(); i++) {
                if (!numbers.contains(i)) {
                    throw new FlashFlowException("Transform " + i + " of the composite '" + composite + "' has no"
                            + " tensors (as an nflows Sigmoid, Logit or Tanh has none), so that the file does not tell"
                            + " what it does; leave it out of the flow and transform the columns instead.");
                }
            }
        });
    }

    boolean linear() {
        return linears.stream().anyMatch(path -> !path.isEmpty())
                || permutations.stream().anyMatch(path -> !path.isEmpty());
    }

    private static String path(Matcher layer) {
        return layer.group(1) != null ? layer.group(1) : layer.group(2) != null ? layer.group(2) : layer.group(3);
    }

    /** Numbers in the paths count as numbers. */
    private static int inOrder(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d{1,9}") && right[i].matches("\\d{1,9}");
            int order = numbers
                    ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Goes through the layers in order. */
    private static final class Finder {
        private final List<String> permutations = new ArrayList<>();
        private final List<String> linears = new ArrayList<>();
        private final List<String> splines = new ArrayList<>();
        private Kind kind;
        private String permutation = "";
        private String linear = "";

        void add(Matcher layer) {
            if (layer.group(1) != null) {
                refuseIf(!permutation.isEmpty() || !linear.isEmpty(), layer.group(1));
                permutation = layer.group(1);
            } else if (layer.group(2) != null) {
                refuseIf(!linear.isEmpty(), layer.group(2));
                linear = layer.group(2);
            } else {
                addSplines(layer.group(3), layer.group(4).equals("transform") ? Kind.COUPLING : Kind.AUTOREGRESSIVE);
            }
        }

        private void addSplines(String path, Kind found) {
            refuseIf(kind != null && kind != found, path);
            kind = found;
            splines.add(path);
            endPair();
        }

        private void endPair() {
            permutations.add(permutation);
            linears.add(linear);
            permutation = "";
            linear = "";
        }

        private static void refuseIf(boolean wrong, String path) {
            if (wrong) {
                throw new FlashFlowException("The layers of this nflows flow do not come as [permutation, LULinear,"
                        + " rational-quadratic splines] again and again (see " + path
                        + "), and this library has no other flows.");
            }
        }

        NflowsPaths found() {
            endPair();
            return new NflowsPaths(kind, permutations, linears, splines);
        }
    }
}
