package flashflow.interop.torch;

import flashflow.storage.TensorInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Lists a tree of values as a table. */
public final class TorchDescription {
    private final StringColumn path = StringColumn.create("path");
    private final StringColumn type = StringColumn.create("type");
    private final StringColumn shape = StringColumn.create("shape");
    private final LongColumn elements = LongColumn.create("elements");
    private final StringColumn value = StringColumn.create("value");

    private TorchDescription() {}

    public static Table of(String name, Object content) {
        var description = new TorchDescription();
        description.add("", content);
        return Table.create(
                name, description.path, description.type, description.shape, description.elements, description.value);
    }

    private void add(String at, Object item) {
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, inner) -> add(at.isEmpty() ? String.valueOf(key) : at + "/" + key, inner));
        } else if (item instanceof TorchTensor tensor) {
            row(at, tensor.type().name(), tensor.shape().toString(), tensor.elements(), "");
        } else if (item instanceof TensorInfo tensor) {
            row(at, tensor.type().name(), tensor.shape().toString(), tensor.elements(), "");
        } else if (item instanceof List<?> list && list.stream().anyMatch(TorchDescription::isContainer)) {
            for (int i = 0; i < list.size(); i++) {
                add(at + "/" + i, list.get(i));
            }
        } else if (item instanceof List<?> list) {
            row(at, "list", "[" + list.size() + "]", list.size(), shortened(list));
        } else {
            row(at, item == null ? "none" : item.getClass().getSimpleName().toLowerCase(Locale.ROOT), "", 1, "" + item);
        }
    }

    private static boolean isContainer(Object item) {
        return item instanceof Map || item instanceof List || item instanceof TorchTensor;
    }

    private static String shortened(List<?> list) {
        String all = list.subList(0, Math.min(list.size(), 4)).toString();
        return list.size() <= 4 ? all : all.replace("]", ", ...]");
    }

    private void row(String at, String kind, String sizes, long count, String text) {
        path.append(at);
        type.append(kind);
        shape.append(sizes);
        elements.append(count);
        value.append(text);
    }
}
