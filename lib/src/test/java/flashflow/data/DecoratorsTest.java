package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever stands before another source of rows passes on all that it knows: a method left to its default loses it in silence. */
class DecoratorsTest {
    private static final List<String> PASSED_ON =
            List.of("types", "readExact", "readStored", "carried", "readCarried", "blockRows", "close");

    /** What is left to the defaults on purpose. */
    private static final Map<String, List<String>> LEFT = Map.of(
            // Their rows are values of their own, float32 from the start, and loaders read nothing beside them.
            "flashflow.data.loading.TransformedRows",
            List.of("types", "readExact", "readStored", "carried", "readCarried"),
            // The file belongs to its dataset, which closes it, and has no columns beside its matrix.
            "flashflow.data.hdf5.FileRows",
            List.of("carried", "readCarried", "close"),
            // They move floats that may be halves of 64 bits; JoinedRows above them knows the types, HdfColumns has the
            // file.
            "flashflow.data.hdf5.columns.FlattenedRows",
            List.of("types", "readExact", "readStored", "carried", "readCarried", "close"),
            "flashflow.data.hdf5.columns.RepeatedRows",
            List.of("types", "readExact", "readStored", "carried", "readCarried", "close"),
            // The same, around the floats of one dataset.
            "flashflow.data.hdf5.reading.WatchedRows",
            List.of("types", "readExact", "readStored", "carried", "readCarried", "close"));

    @Test
    void nothingIsLostOnTheWay() throws Exception {
        var decorators = classes().filter(DecoratorsTest::isDecorator).toList();
        assertTrue(decorators.contains(SelectedRows.class) && decorators.contains(ConcatenatedRows.class));
        var left = new TreeMap<String, TreeSet<String>>();
        for (Class<?> decorator : decorators) {
            for (Method method : RowSource.class.getMethods()) {
                boolean isDefault = PASSED_ON.contains(method.getName())
                        && decorator
                                .getMethod(method.getName(), method.getParameterTypes())
                                .isDefault();
                if (isDefault) {
                    left.computeIfAbsent(decorator.getName(), name -> new TreeSet<>())
                            .add(method.getName());
                }
            }
        }
        var expected = new TreeMap<String, TreeSet<String>>();
        LEFT.forEach((name, methods) -> expected.put(name, new TreeSet<>(methods)));
        assertEquals(expected, left);
    }

    private static boolean isDecorator(Class<?> type) {
        return RowSource.class.isAssignableFrom(type)
                && !type.isInterface()
                && Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                        .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getGenericType)
                        .anyMatch(DecoratorsTest::isSource);
    }

    /** A source, or a list of them. */
    private static boolean isSource(Type type) {
        return type instanceof Class<?> plain && RowSource.class.isAssignableFrom(plain)
                || type instanceof ParameterizedType generic
                        && Arrays.stream(generic.getActualTypeArguments()).anyMatch(DecoratorsTest::isSource);
    }

    private static Stream<Class<?>> classes() throws IOException, URISyntaxException {
        var root = Path.of(RowSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .<Class<?>>map(DecoratorsTest::load)
                    .toList()
                    .stream();
        }
    }

    /** Without running anything of it. */
    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, RowSource.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
