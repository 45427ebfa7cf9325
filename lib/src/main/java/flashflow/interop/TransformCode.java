package flashflow.interop;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import flashflow.FlashFlowException;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.TransformKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * TorchScript statements for one column's chain of transforms, as a preprocessing's JSON lists them. They change the
 * float64 column {@code c}; noise is left out, its mean stands for it.
 *
 * @param rawColumns names of the columns of the matrix {@code raw}, which judges and combinations are taken from
 * @param targets names of the targets, which the list {@code all} has so far as they are given back
 */
record TransformCode(List<String> rawColumns, List<String> targets) {
    /** Raw to transformed. */
    List<String> forward(JsonObject transform) {
        return switch (TransformKind.of(transform)) {
            case AFFINE -> set("c * %s + %s", n(transform, "scale"), n(transform, "shift"));
            case STANDARDISE ->
                set(
                        "(c - %s) * %s",
                        n(transform, "mean"),
                        text(1 / transform.get("deviation").getAsDouble()));
            case LOG -> set("torch.log(c + %s)", n(transform, "shift"));
            case LOG1P -> set("torch.log1p(c)");
            case ATAN -> set("torch.atan((c - %2$s) * %1$s)", n(transform, "scale"), n(transform, "centre"));
            case LOGIT -> {
                double margin = transform.get("margin").getAsDouble();
                yield List.of(
                        String.format(Locale.ROOT, "c = c * %s + %s", text(1 - 2 * margin), text(margin)),
                        "c = torch.log(c) - torch.log1p(torch.neg(c))");
            }
            case BOUNDED -> {
                var code = place(transform);
                code.add(
                        isLogit(transform)
                                ? "c = torch.log(c) - torch.log1p(torch.neg(c))"
                                : "c = torch.erfinv(c * 2. - 1.) * 1.4142135623730951");
                yield code;
            }
            case CIRCULAR ->
                set(
                        "torch.remainder(c - %s, %s)",
                        n(transform, "cut"), text(number(transform, "high") - number(transform, "low")));
            case ASINH -> set("torch.asinh((c - %2$s) / %1$s)", n(transform, "scale"), n(transform, "centre"));
            case DISCRETE -> discreteMiddles(transform);
            case INFLATED -> inflated(transform);
            case CLIP -> clamp(transform);
            case DEQUANTISE -> List.of();
            case SPIKE -> set("c.masked_fill(c <= %s, %s)", n(transform, "threshold"), n(transform, "mean"));
            case COLLAPSE ->
                set(
                        "c.masked_fill(%s < %s, %s)",
                        judge(transform.get("judge").getAsString()), n(transform, "bound"), n(transform, "value"));
            case COMBINATION -> rest(transform);
        };
    }

    /** Transformed to raw; rows that a clip brings back are marked in {@code outside}. */
    List<String> inverse(JsonObject transform) {
        return switch (TransformKind.of(transform)) {
            case AFFINE -> set("(c - %2$s) / %1$s", n(transform, "scale"), n(transform, "shift"));
            case STANDARDISE -> set("c * %2$s + %1$s", n(transform, "mean"), n(transform, "deviation"));
            case LOG -> set("torch.exp(c) - %s", n(transform, "shift"));
            case LOG1P -> set("torch.expm1(c)");
            case ATAN ->
                set(
                        "(torch.tan(c) / %s + %s).masked_fill(torch.abs(c) >= 1.5707963267948966, float(\"nan\"))",
                        n(transform, "scale"), n(transform, "centre"));
            case LOGIT -> {
                double margin = transform.get("margin").getAsDouble();
                yield set("(torch.sigmoid(c) - %s) / %s", text(margin), text(1 - 2 * margin));
            }
            case BOUNDED -> {
                double low = number(transform, "low");
                String below = isLogit(transform) ? "torch.sigmoid(c)" : "torch.erfc(c * -0.7071067811865476) * 0.5";
                yield set("%s * %s + %s", below, text(number(transform, "high") - low), text(low));
            }
            case CIRCULAR -> unturned(transform);
            case ASINH -> set("torch.sinh(c) * %s + %s", n(transform, "scale"), n(transform, "centre"));
            case DISCRETE -> discreteValues(transform);
            case INFLATED -> deflated(transform);
            case CLIP -> marked(transform);
            case DEQUANTISE -> nearest(transform.getAsJsonArray("allowed").asList());
            case SPIKE -> set("c.masked_fill(c <= %1$s, %2$s)", n(transform, "threshold"), n(transform, "value"));
            case COLLAPSE -> expanded(transform);
            case COMBINATION -> sum(transform);
        };
    }

    private static List<String> set(String expression, Object... numbers) {
        return List.of("c = " + String.format(Locale.ROOT, expression, numbers));
    }

    private static String n(JsonObject transform, String name) {
        return text(number(transform, name));
    }

    private static double number(JsonObject transform, String name) {
        return transform.get(name).getAsDouble();
    }

    private static boolean isLogit(JsonObject interval) {
        return interval.get("scale").getAsString().equals(Bounded.Scale.LOGIT.name());
    }

    /** The place between the bounds; at them the inset, beyond them nothing. */
    private static List<String> place(JsonObject interval) {
        double inset = number(interval, "inset");
        var code = shareOfInterval(interval);
        code.addAll(set("c.masked_fill(c <= 0., %s).masked_fill(c >= 1., %s)", text(inset), text(1 - inset)));
        return code;
    }

    private static List<String> unturned(JsonObject circular) {
        double low = number(circular, "low");
        double period = number(circular, "high") - low;
        return List.of(
                String.format(
                        Locale.ROOT,
                        "c = c.masked_fill(torch.logical_or(c < 0., c > %s), float(\"nan\"))",
                        text(period)),
                String.format(
                        Locale.ROOT,
                        "c = torch.remainder(c + %s, %s) + %s",
                        text(number(circular, "cut") - low),
                        text(period),
                        text(low)));
    }

    /** At its ends, the middles of their stretches. */
    private static List<String> inflated(JsonObject inflated) {
        double atLow = number(inflated, "atLow");
        double atHigh = number(inflated, "atHigh");
        var code = shareOfInterval(inflated);
        code.addAll(List.of(
                String.format(
                        Locale.ROOT,
                        "near = (c * %s + %s).masked_fill(c <= 0., %s).masked_fill(c >= 1., %s)",
                        text(1 - atLow - atHigh),
                        text(atLow),
                        text(0.5 * atLow),
                        text(1 - 0.5 * atHigh)),
                "c = near"));
        return code;
    }

    private static List<String> deflated(JsonObject inflated) {
        double low = number(inflated, "low");
        double high = number(inflated, "high");
        double atLow = number(inflated, "atLow");
        return set(
                "torch.clamp_max(torch.clamp_min((c - %s) * %s + %s, %s), %s)",
                text(atLow),
                text((high - low) / (1 - atLow - number(inflated, "atHigh"))),
                text(low),
                text(low),
                text(high));
    }

    /** From 0 at the lower bound to 1 at the higher one; beyond them by more than float32 rounds, nothing. */
    private static List<String> shareOfInterval(JsonObject transform) {
        double low = number(transform, "low");
        double high = number(transform, "high");
        double rounding = (Math.abs((float) low - low) + Math.abs((float) high - high)) / (high - low);
        var code = new ArrayList<>(set("(c - %s) / %s", text(low), text(high - low)));
        code.addAll(set(
                "c.masked_fill(torch.logical_or(c < %s, c > %s), float(\"nan\"))",
                text(-rounding), text(1 + rounding)));
        return code;
    }

    private static Discrete discrete(JsonObject transform) {
        return new Discrete(numbers(transform, "values"), numbers(transform, "shares"));
    }

    private static List<Double> numbers(JsonObject transform, String name) {
        return transform.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsDouble)
                .toList();
    }

    private static List<String> discreteMiddles(JsonObject transform) {
        var discrete = discrete(transform);
        double[] middles = discrete.middles();
        return steps(
                "c",
                k -> 0.5 * (discrete.values().get(k - 1) + discrete.values().get(k)),
                k -> middles[k],
                middles.length);
    }

    private static List<String> discreteValues(JsonObject transform) {
        var discrete = discrete(transform);
        double[] edges = new double[discrete.values().size() + 1];
        for (int k = 1; k < edges.length; k++) {
            edges[k] = edges[k - 1] + discrete.shares().get(k - 1);
        }
        var code = new ArrayList<String>();
        code.add("below = torch.erfc(c * -0.7071067811865476) * 0.5");
        code.addAll(steps("below", k -> edges[k], k -> discrete.values().get(k), edges.length - 1));
        return code;
    }

    /** A staircase of {@code count} heights by the value of a variable; not finite where c is not. */
    private static List<String> steps(
            String variable, IntToDoubleFunction edge, IntToDoubleFunction height, int count) {
        var code = new ArrayList<String>();
        code.add("near = torch.full_like(c, " + text(height.applyAsDouble(0)) + ")");
        for (int k = 1; k < count; k++) {
            code.add(String.format(
                    Locale.ROOT,
                    "near = near.masked_fill(%s > %s, %s)",
                    variable,
                    text(edge.applyAsDouble(k)),
                    text(height.applyAsDouble(k))));
        }
        code.add("c = near.masked_fill(torch.isfinite(c).logical_not(), float(\"nan\"))");
        return code;
    }

    /** In brackets, for a number may be negative. */
    static String text(double number) {
        return "(" + number + ")";
    }

    private static List<String> clamp(JsonObject clip) {
        double low = clip.get("low").getAsDouble();
        double high = clip.get("high").getAsDouble();
        var code = new ArrayList<String>();
        if (Double.isFinite(low)) {
            code.add("c = torch.clamp_min(c, " + text(low) + ")");
        }
        if (Double.isFinite(high)) {
            code.add("c = torch.clamp_max(c, " + text(high) + ")");
        }
        return code;
    }

    private static List<String> marked(JsonObject clip) {
        var code = new ArrayList<String>();
        var clamps = clamp(clip);
        if (!clamps.isEmpty()) {
            code.add("free = c");
            code.addAll(clamps);
            code.add("outside = torch.logical_or(outside, torch.ne(c, free))");
        }
        return code;
    }

    private static List<String> nearest(List<JsonElement> allowed) {
        if (allowed.isEmpty()) {
            return set("torch.round(c)");
        }
        IntToDoubleFunction value = k -> allowed.get(k).getAsDouble();
        return steps("c", k -> 0.5 * (value.applyAsDouble(k - 1) + value.applyAsDouble(k)), value, allowed.size());
    }

    private static List<String> expanded(JsonObject collapse) {
        double value = collapse.get("value").getAsDouble();
        double bound = collapse.get("bound").getAsDouble();
        return set(
                "c.masked_fill(c < %1$s, %1$s).masked_fill(c < %2$s, %3$s)",
                text(bound), text(0.5 * (value + bound)), text(value));
    }

    /** 0 where the column is the combination, else how far it is from it, in units of what float32 rounds there. */
    private List<String> rest(JsonObject combination) {
        var code = terms(combination, this::rawColumn);
        String rounding = text((4 * combination.getAsJsonArray("columns").size() + 2) * 0x1p-24);
        code.add("c = c - sum");
        code.add("near = torch.le(torch.abs(c), " + rounding + " * (size + torch.abs(c + sum)))");
        code.add("c = torch.clamp(c / (" + rounding + " * size), -1e30, 1e30).masked_fill(near, 0.)");
        return code;
    }

    /** Of the context, and of the targets that are given back already, as float32 has them. */
    private List<String> sum(JsonObject combination) {
        var code = terms(combination, name -> given(name) + ".to(6).to(7)");
        code.add("c = sum");
        return code;
    }

    private static List<String> terms(JsonObject combination, UnaryOperator<String> column) {
        var names = combination.getAsJsonArray("columns").asList();
        var factors = numbers(combination, "factors");
        double offset = number(combination, "offset");
        var code = new ArrayList<>(List.of(
                "sum = torch.zeros_like(c) + " + text(offset),
                "size = torch.zeros_like(c) + " + text(Math.abs(offset))));
        for (int k = 0; k < names.size(); k++) {
            code.add("term = " + column.apply(names.get(k).getAsString()) + " * " + text(factors.get(k)));
            code.add("sum = sum + term");
            code.add("size = size + torch.abs(term)");
        }
        return code;
    }

    private String rawColumn(String name) {
        return "raw[:, " + rawColumns.indexOf(name) + "]";
    }

    private String given(String name) {
        int target = targets.indexOf(name);
        return target < 0 ? "y[:, " + rawColumns.indexOf(name) + "]" : "all[" + target + "]";
    }

    private String judge(String column) {
        int index = column.isEmpty() ? -1 : rawColumns.indexOf(column);
        if (!column.isEmpty() && index < 0) {
            throw new FlashFlowException("A context column is judged by '" + column
                    + "', which is not among the context; such a preprocessing cannot generate.");
        }
        return index < 0 ? "c" : "raw[:, " + index + "]";
    }
}
