package flashflow.interop.torch;

import flashflow.storage.DataType;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles what {@code torch.save} writes for tensors, numbers, texts and containers of them. A pickle is a program
 * that calls whatever it names; here it may name the few functions below and nothing else, and no Java method is looked
 * up by name.
 */
final class TorchUnpickler extends Unpickler {
    private static final Map<String, DataType> STORAGES = Map.of(
            "torch FloatStorage", DataType.F32,
            "torch DoubleStorage", DataType.F64,
            "torch HalfStorage", DataType.F16,
            "torch BFloat16Storage", DataType.BF16,
            "torch LongStorage", DataType.I64,
            "torch IntStorage", DataType.I32,
            "torch ShortStorage", DataType.I16,
            "torch CharStorage", DataType.I8,
            "torch ByteStorage", DataType.U8,
            "torch BoolStorage", DataType.BOOL);

    private final TorchStorage.Source source;
    private final long most;
    private final Map<String, IObjectConstructor> functions = new HashMap<>();
    private long bytes;

    /**
     * For one pickle.
     *
     * @param source of the tensors' values
     * @param most bytes that all tensors together may have, views of the same storage counted each
     */
    TorchUnpickler(TorchStorage.Source source, long most) {
        this.source = source;
        this.most = most;
        functions.put("collections OrderedDict", arguments -> ordered(arguments));
        functions.put("collections Counter", TorchUnpickler::counter);
        functions.put("torch._utils _rebuild_tensor_v2", this::tensor);
        functions.put("torch._utils _rebuild_parameter", arguments -> arguments[0]);
        functions.put("torch.nn.parameter Parameter", arguments -> arguments[0]);
        functions.put("torch Size", arguments -> arguments[0]);
        functions.put("_codecs encode", NumpyScalar::encode);
        functions.put("numpy dtype", arguments -> NumpyScalar.type((String) arguments[0]));
        functions.put("numpy.core.multiarray scalar", NumpyScalar::value);
        functions.put("numpy._core.multiarray scalar", NumpyScalar::value);
    }

    /** The pickle names something that is not on the list. */
    static final class Forbidden extends PickleException {
        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message);
        }
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        switch (key) {
            case Opcodes.GLOBAL -> stack.add(named(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(named((String) stack.pop(), (String) name));
            }
            case Opcodes.BUILD -> build(stack.pop(), stack.peek());
            case Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.BINBYTES, Opcodes.LONG4 -> {
                return sized(key, Integer.BYTES);
            }
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> {
                return sized(key, Long.BYTES);
            }
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.SETITEMS -> setItems(stack.pop_all_since_marker(), stack.peek());
            case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ, Opcodes.NEWOBJ_EX, Opcodes.EXT1, Opcodes.EXT2 ->
                throw new Forbidden("makes objects of classes");
            case Opcodes.EXT4, Opcodes.NEXT_BUFFER, Opcodes.READONLY_BUFFER, Opcodes.PERSID ->
                throw new Forbidden("uses parts of the pickle format that torch does not use");
            default -> {
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** The library takes memory for what an opcode announces before it reads it. */
    private Object sized(short key, int width) throws IOException {
        input.mark(width);
        long announced = 0;
        for (int i = 0; i < width; i++) {
            announced |= (input.read() & 0xffL) << 8 * i;
        }
        input.reset();
        if (announced < 0 || announced > input.available()) {
            throw new PickleException("a value is longer than the file");
        }
        return super.dispatch(key);
    }

    private Object named(String module, String name) {
        String full = module + " " + name;
        if (STORAGES.containsKey(full)) {
            return STORAGES.get(full);
        }
        var function = functions.get(full);
        if (function == null) {
            throw new Forbidden("asks for " + ForeignText.shown(module + "." + name, 100));
        }
        return function;
    }

    /** The state of an OrderedDict is torch's version numbers; that of a numpy type its byte order. */
    private static void build(Object state, Object target) {
        if (target instanceof NumpyScalar.Type type) {
            type.setState((Object[]) state);
        } else if (!(target instanceof Map)) {
            throw new Forbidden("sets the state of an object");
        }
    }

    /** In the file's order, which the library's own dictionary loses. */
    @SuppressWarnings("unchecked")
    private static void setItems(List<Object> items, Object target) {
        var map = (Map<Object, Object>) target;
        for (int i = 0; i + 1 < items.size(); i += 2) {
            map.put(items.get(i), items.get(i + 1));
        }
    }

    private static Object ordered(Object[] arguments) {
        var map = new LinkedHashMap<Object, Object>();
        if (arguments.length > 0) {
            for (Object pair : (List<?>) arguments[0]) {
                Object key = pair instanceof Object[] array ? array[0] : ((List<?>) pair).get(0);
                map.put(key, pair instanceof Object[] array ? array[1] : ((List<?>) pair).get(1));
            }
        }
        return map;
    }

    /** Milestones of torch's MultiStepLR, as a dictionary of counts. */
    private static Object counter(Object[] arguments) {
        return arguments.length == 0 ? new LinkedHashMap<>() : (Map<?, ?>) arguments[0];
    }

    /** Arguments: storage, offset, size, stride, requires_grad, backward hooks. */
    private Object tensor(Object[] arguments) {
        var tensor = TorchTensor.of(
                (TorchStorage) arguments[0], number(arguments[1]), numbers(arguments[2]), numbers(arguments[3]));
        bytes += (long) tensor.elements() * tensor.type().bytes();
        if (bytes > most) {
            throw new PickleException("its tensors claim to be far larger than the file");
        }
        return tensor;
    }

    /** Arguments: "storage", type, key, location, number of elements. */
    @Override
    protected Object persistentLoad(Object id) {
        var parts = (Object[]) id;
        if (!"storage".equals(parts[0])) {
            throw new Forbidden("refers to something that is not a storage");
        }
        return new TorchStorage(source, (DataType) parts[1], (String) parts[2], number(parts[4]));
    }

    private static long number(Object number) {
        if (number instanceof Integer || number instanceof Long) {
            return ((Number) number).longValue();
        }
        throw new PickleException("a size is not an integer");
    }

    private static List<Long> numbers(Object tuple) {
        var list = tuple instanceof Object[] array ? List.of(array) : (List<?>) tuple;
        return list.stream().map(TorchUnpickler::number).toList();
    }
}
