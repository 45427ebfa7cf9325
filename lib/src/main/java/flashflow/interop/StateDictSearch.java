package flashflow.interop;

import flashflow.FlashFlowException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the flow's dictionary of tensors in what a torch file holds: under FlashSim's key or torch's usual one, else the
 * only dictionary with the tensors of splines' nets, at whatever depth.
 */
record StateDictSearch(Map<?, ?> content) {
    private static final List<String> USUAL = List.of("model_state_dict", "state_dict");

    /**
     * The dictionary; the whole content where nothing in it looks like a flow, for the reader to say what is wrong.
     *
     * @throws FlashFlowException if there are several
     */
    Map<?, ?> found() {
        for (String key : USUAL) {
            if (content.get(key) instanceof Map<?, ?> map) {
                return map;
            }
        }
        var flows = new LinkedHashMap<String, Map<?, ?>>();
        collect("", content, flows);
        if (flows.size() > 1) {
            String places =
                    flows.keySet().stream().map(place -> "'" + place + "'").collect(Collectors.joining(", "));
            throw new FlashFlowException("It holds the tensors of several flows (" + places + "); save one of these"
                    + " dictionaries by itself, as {\"model_state_dict\": ..., \"model_hyperparams\": ...}.");
        }
        return flows.isEmpty() ? content : flows.values().iterator().next();
    }

    private static void collect(String at, Map<?, ?> map, Map<String, Map<?, ?>> flows) {
        if (map.keySet().stream().anyMatch(StateDictSearch::isNet)) {
            flows.put(at, map);
            return;
        }
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                collect(at.isEmpty() ? String.valueOf(key) : at + "/" + key, inner, flows);
            }
        });
    }

    private static boolean isNet(Object name) {
        return name instanceof String text && text.endsWith("_net.initial_layer.weight");
    }
}
