package flashflow.interop;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import flashflow.data.ColumnLayout;
import flashflow.preprocessing.Preprocessing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A preprocessing as methods of the exported module, from its JSON; computed in float64 like in Java. */
final class PreprocessingCode {
    private static final String SELF = "self: __torch__." + TorchScriptExport.CLASS;

    private final ColumnLayout layout;
    private final List<JsonObject> columns;

    PreprocessingCode(Preprocessing preprocessing) {
        layout = preprocessing.layout();
        columns =
                JsonParser.parseString(preprocessing.toJson())
                        .getAsJsonObject()
                        .getAsJsonArray("columns")
                        .asList()
                        .stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
    }

    /** Context in, targets in and out, and the names of both. */
    String methods() {
        int contexts = layout.context().size();
        return names("context_columns", layout.context())
                + names("target_columns", layout.targets())
                + forward("context_in", "y: Tensor", "y", layout.context(), 0, contexts)
                + forward(
                        "targets_in",
                        "x: Tensor, y: Tensor",
                        "torch.cat([y, x], 1)",
                        layout.columns(),
                        contexts,
                        columns.size())
                + inverse(contexts);
    }

    private static String names(String method, List<String> names) {
        String list = names.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", "));
        return method(method, SELF, "List[str]", List.of("names: List[str] = [" + list + "]", "return names"));
    }

    /** The columns from {@code first} to before {@code end}; {@code matrix} has the raw columns of that list. */
    private String forward(String name, String arguments, String matrix, List<String> rawColumns, int first, int end) {
        var transforms = new TransformCode(rawColumns, layout.targets());
        var code = new ArrayList<String>();
        requireFloat64(code, "y", columns.subList(0, layout.context().size()));
        if (first > 0) {
            requireFloat64(code, "x", columns.subList(first, end));
        }
        code.add("raw = " + matrix + ".to(7)");
        code.add("all: List[Tensor] = []");
        for (int i = first; i < end; i++) {
            code.add("c = raw[:, " + i + "]");
            transforms(columns.get(i)).forEach(transform -> code.addAll(transforms.forward(transform)));
            code.add("all.extend(" + outputs(columns.get(i)) + ")");
        }
        code.add(stack("raw"));
        code.add("assert bool(torch.all(torch.isfinite(out)).item()), \"" + name
                + ": NaN, infinity or a value without an image\"");
        code.add("return out");
        return method(name, SELF + ", " + arguments, "Tensor", code);
    }

    /** Columns of which float32 loses what they are about. */
    private static void requireFloat64(List<String> code, String matrix, List<JsonObject> some) {
        if (some.stream().anyMatch(PreprocessingCode::isExact)) {
            code.add("assert " + matrix + ".dtype == 7, \"" + matrix
                    + " has columns of which float32 loses what they are about; give a tensor of float64\"");
        }
    }

    private static boolean isExact(JsonObject column) {
        return column.has("exact") && column.get("exact").getAsBoolean();
    }

    private static String outputs(JsonObject column) {
        if (column.has("sineCosine")) {
            var circle = column.getAsJsonObject("sineCosine");
            double period = circle.get("high").getAsDouble() - circle.get("low").getAsDouble();
            String angle = "c * " + TransformCode.text(2 * Math.PI / period);
            return "[torch.cos(" + angle + "), torch.sin(" + angle + ")]";
        }
        if (!column.has("oneHot") || column.get("oneHot").isJsonNull()) {
            return "[c]";
        }
        var values = column.getAsJsonObject("oneHot").getAsJsonArray("values").asList();
        String known = values.stream()
                .map(v -> "torch.eq(c, " + TransformCode.text(v.getAsDouble()) + ")")
                .collect(Collectors.joining(", "));
        return "self.one_hot([" + known + "])";
    }

    private String inverse(int first) {
        var transforms = new TransformCode(layout.context(), layout.targets());
        var code = new ArrayList<String>();
        code.add("inner = x.to(7)");
        code.add("all: List[Tensor] = []");
        code.add("outside = torch.zeros([x.size(0)], dtype=11, device=x.device)");
        for (int i = first; i < columns.size(); i++) {
            code.add("c = inner[:, " + (i - first) + "]");
            var backwards = new ArrayList<>(transforms(columns.get(i)));
            Collections.reverse(backwards);
            backwards.forEach(transform -> code.addAll(transforms.inverse(transform)));
            code.add("outside = torch.logical_or(outside, torch.isfinite(c).logical_not())");
            code.add("all.append(c)");
        }
        boolean exact = columns.subList(first, columns.size()).stream().anyMatch(PreprocessingCode::isExact);
        code.add(exact ? "out = torch.stack(all, 1)" : stack("inner"));
        code.add("return (out, outside)");
        return method("targets_out", SELF + ", x: Tensor, y: Tensor", "Tuple[Tensor, Tensor]", code);
    }

    private static String stack(String matrix) {
        return "out = torch.stack(all, 1).to(self.weights.dtype) if len(all) > 0 else " + matrix
                + "[:, 0:0].to(self.weights.dtype)";
    }

    private static List<JsonObject> transforms(JsonObject column) {
        return column.getAsJsonArray("transforms").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static String method(String name, String arguments, String result, List<String> lines) {
        return Stream.concat(
                        Stream.of("  def " + name + "(" + arguments + ") -> " + result + ":"),
                        lines.stream().map(line -> "    " + line))
                .collect(Collectors.joining("\n", "", "\n\n"));
    }
}
