package flashflow.flow;

import flashflow.HtmlTable;
import flashflow.flow.density.TensorLayout;
import java.util.Locale;
import java.util.function.Predicate;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a configuration builds, layer by layer, as a table: what, how often, widths, trainable values in all. */
final class Architecture {
    private final FlowConfig config;
    private final ParameterLayout layout;
    private final StringColumn layers = StringColumn.create("layer");
    private final IntColumn times = IntColumn.create("times");
    private final StringColumn in = StringColumn.create("in");
    private final StringColumn out = StringColumn.create("out");
    private final LongColumn parameters = LongColumn.create("parameters");

    private Architecture(FlowConfig config) {
        this.config = config;
        this.layout = new ParameterLayout(config);
    }

    static Table of(FlowConfig config) {
        return new Architecture(config).table();
    }

    /** One line for people. */
    static String title(FlowConfig c) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %d steps, %d bins on [-%s, %s], %,d parameters",
                kind(c),
                c.context() == 1 ? "1 context column" : c.context() + " context columns",
                c.steps(),
                c.bins(),
                number(c.tailBound()),
                number(c.tailBound()),
                new ParameterLayout(c).parameterCount());
    }

    /** The sizes alone, for a plan. */
    static String plan(FlowConfig c) {
        return String.format(
                Locale.ROOT,
                "%s spline flow (%d targets, %d context, %d steps, width %d, %d blocks, %d bins)",
                c.kind().name().toLowerCase(Locale.ROOT),
                c.targets(),
                c.context(),
                c.steps(),
                c.hidden(),
                c.blocks(),
                c.bins());
    }

    /** A single target has no others to be coupled with, or to follow. */
    private static String kind(FlowConfig c) {
        return c.targets() == 1
                ? "Splines of a single target, which follow the context alone"
                : (c.kind() == Kind.COUPLING ? "Coupling" : "Autoregressive") + " flow, " + c.targets() + " targets";
    }

    private static String shift(FlowConfig c) {
        return (c.truncatedShift() ? "linear or truncated" : "linear") + " shift by the context, fitted";
    }

    private Table table() {
        if (config.shifts()) {
            add(shift(config), 1, config.context(), config.targets(), 0);
        }
        if (config.linear()) {
            add("random permutation", config.steps() + 1, config.targets(), config.targets(), 0);
            add(
                    "LU linear",
                    config.steps() + 1,
                    config.targets(),
                    config.targets(),
                    count(n -> n.startsWith("linear.")));
        }
        if (config.kind() == Kind.AUTOREGRESSIVE) {
            addSteps("", 0, config.steps());
        } else {
            addSteps("odd steps: ", 0, (config.steps() + 1) / 2);
            addSteps("even steps: ", 1, config.steps() / 2);
        }
        add("in all", 1, config.targets(), config.targets(), layout.parameterCount());
        return Table.create(title(config), layers, times, in, out, parameters);
    }

    /** The steps first, first + 2, ... of a coupling flow, all steps of an autoregressive one; they are alike. */
    private void addSteps(String which, int first, int steps) {
        if (steps == 0) {
            return;
        }
        int h = config.hidden();
        int c = config.context();
        int d = config.transformed(first);
        int blocks = config.blocks();
        String seen = config.passedOn(first) + (c > 0 ? " + " + c : "");
        add(which + "first layer", steps, seen, h, count(first, "initial"));
        add(which + "residual block" + options(), steps * blocks, h, h, count(first, "blocks."));
        if (c > 0) {
            String kind = config.kind() == Kind.COUPLING ? "context gate" : "context summand";
            add(which + kind, steps * blocks, c, h, count(first, "context."));
        }
        add(
                which + "last layer",
                steps,
                h,
                d * (3 * config.bins() - 1),
                count(first, "widths", "heights", "derivatives"));
        add(which + "rational-quadratic splines", steps * d, 1, 1, 0);
    }

    private String options() {
        return " (" + (config.batchNorm() ? "batch norm, " : "")
                + config.activation().name().toLowerCase(Locale.ROOT)
                + (config.dropout() > 0 ? ", dropout " + number(config.dropout()) : "") + ")";
    }

    private void add(String layer, int count, Object from, Object to, long values) {
        layers.append(layer);
        times.append(count);
        in.append(from.toString());
        out.append(to.toString());
        parameters.append(values);
    }

    private long count(int first, String... parts) {
        int stride = config.kind() == Kind.COUPLING ? 2 : 1;
        long sum = 0;
        for (int step = first; step < config.steps(); step += stride) {
            for (String part : parts) {
                String prefix = "steps." + step + "." + part;
                sum += count(name -> name.startsWith(prefix));
            }
        }
        return sum;
    }

    private long count(Predicate<String> names) {
        return layout.parameters().stream()
                .filter(entry -> names.test(entry.name()))
                .mapToLong(TensorLayout.Entry::size)
                .sum();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The table as HTML, with its title as caption. */
    static String html(FlowConfig config) {
        return HtmlTable.whole(of(config));
    }
}
