package flashflow.interop;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import flashflow.FlashFlowException;
import flashflow.preprocessing.TransformKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * TorchScript statements for one column's chain of transforms, as a preprocessing's JSON lists them. They change the
 * float64 column {@code c}; noise is left out, its mean stands for it.
 *
 * @param rawColumns names of the columns of the matrix {@code raw}, which judges are taken from
 */
record TransformCode(List<String> rawColumns) {
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
            case CLIP -> clamp(transform);
            case DEQUANTISE -> List.of();
            case SPIKE -> set("c.masked_fill(c <= %s, %s)", n(transform, "threshold"), n(transform, "mean"));
            case COLLAPSE ->
                set(
                        "c.masked_fill(%s < %s, %s)",
                        judge(transform.get("judge").getAsString()), n(transform, "bound"), n(transform, "value"));
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
            case CLIP -> marked(transform);
            case DEQUANTISE -> nearest(transform.getAsJsonArray("allowed").asList());
            case SPIKE -> set("c.masked_fill(c <= %1$s, %2$s)", n(transform, "threshold"), n(transform, "value"));
            case COLLAPSE -> expanded(transform);
        };
    }

    private static List<String> set(String expression, Object... numbers) {
        return List.of("c = " + String.format(Locale.ROOT, expression, numbers));
    }

    private static String n(JsonObject transform, String name) {
        return text(transform.get(name).getAsDouble());
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
        var code = new ArrayList<String>();
        code.add("near = torch.full_like(c, " + text(allowed.get(0).getAsDouble()) + ")");
        for (int k = 1; k < allowed.size(); k++) {
            double value = allowed.get(k).getAsDouble();
            double middle = 0.5 * (allowed.get(k - 1).getAsDouble() + value);
            code.add(String.format(Locale.ROOT, "near = near.masked_fill(c > %s, %s)", text(middle), text(value)));
        }
        code.add("c = near.masked_fill(torch.isfinite(c).logical_not(), float(\"nan\"))");
        return code;
    }

    private static List<String> expanded(JsonObject collapse) {
        double value = collapse.get("value").getAsDouble();
        double bound = collapse.get("bound").getAsDouble();
        return set(
                "c.masked_fill(c < %1$s, %1$s).masked_fill(c < %2$s, %3$s)",
                text(bound), text(0.5 * (value + bound)), text(value));
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
