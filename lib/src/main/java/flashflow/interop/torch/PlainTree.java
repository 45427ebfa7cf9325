package flashflow.interop.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import net.razorvine.pickle.PickleException;

/** Turns what was unpickled into unmodifiable maps and lists that do not contain themselves. */
final class PlainTree {
    /** Far above any checkpoint, far below what a stack or a memory holds. */
    private static final int DEEPEST = 50;

    /** Values for each byte of the pickle: above 1 only where the same container stands in several places. */
    private static final long MOST_PER_BYTE = 8;

    private static final long MOST = 5_000_000;

    private final long most;
    private long values;

    private PlainTree(long most) {
        this.most = most;
    }

    /**
     * A copy of plain values.
     *
     * @param unpickled what a pickle held
     * @param length of the pickle in bytes, which bounds the copy
     */
    static Object of(Object unpickled, int length) {
        return new PlainTree(Math.min(MOST, MOST_PER_BYTE * length)).plain(unpickled, 0);
    }

    private Object plain(Object value, int depth) {
        if (depth > DEEPEST || ++values > most) {
            throw new PickleException("it is nested too deeply or holds too many values");
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof Object[] tuple) {
            return list(Arrays.asList(tuple), depth);
        }
        if (value instanceof Iterable<?> list) {
            return list(list, depth);
        }
        return leaf(value);
    }

    private Object map(Map<?, ?> map, int depth) {
        var plain = new LinkedHashMap<Object, Object>();
        map.forEach((key, value) -> plain.put(leaf(key), plain(value, depth + 1)));
        return Collections.unmodifiableMap(plain);
    }

    private Object list(Iterable<?> list, int depth) {
        var plain = new ArrayList<Object>();
        list.forEach(value -> plain.add(plain(value, depth + 1)));
        return Collections.unmodifiableList(plain);
    }

    private static Object leaf(Object value) {
        if (value == null
                || value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof TorchTensor) {
            return value;
        }
        throw new PickleException("it holds something that is neither a tensor nor a number nor a text");
    }
}
