package flashflow.notebook;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Registers renderers with a kernel whose classes were not there when this was compiled: classic IJava's jupyter-jvm-basekernel,
 * of which JJava's is a continuation with other package names.
 */
final class ReflectiveKernel {
    private static final String HTML = "text/html";

    private final Object renderer;
    private final String displayPackage;

    /** @param displayPackage package of the renderer's classes */
    ReflectiveKernel(Object renderer, String displayPackage) {
        this.renderer = renderer;
        this.displayPackage = displayPackage;
    }

    /** The renderer of the classic IJava kernel this runs in, or null. */
    static Object classic() {
        try {
            Object kernel = Class.forName("io.github.spencerpark.ijava.IJava")
                    .getMethod("getKernelInstance")
                    .invoke(null);
            return kernel == null
                    ? null
                    : kernel.getClass().getMethod("getRenderer").invoke(kernel);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /** Values of this type, and of its subtypes, are shown as this HTML. */
    void register(Class<?> type, Function<Object, String> html) throws ReflectiveOperationException {
        Object registration =
                method(renderer, "createRegistration", Class.class).invoke(renderer, type);
        method(registration, "preferring", String[].class).invoke(registration, (Object) new String[] {HTML});
        Class<?> function = classOf("RenderFunction");
        Object proxy = Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, rendering(html));
        method(registration, "register", function).invoke(registration, proxy);
    }

    /** What happens when the kernel calls {@code render(value, context)}. */
    private InvocationHandler rendering(Function<Object, String> html) {
        return (proxy, called, arguments) -> {
            if (!called.getName().equals("render")) {
                return called.getName().equals("toString") ? "FlashFlow's view" : null;
            }
            Object context = arguments[1];
            Class<?> mime = classOf("mime.MIMEType");
            Supplier<Object> view = () -> html.apply(arguments[0]);
            method(context, "renderIfRequested", mime, Supplier.class)
                    .invoke(context, mime.getMethod("parse", String.class).invoke(null, HTML), view);
            return null;
        };
    }

    private Class<?> classOf(String name) throws ClassNotFoundException {
        return Class.forName(
                displayPackage + "." + name, true, renderer.getClass().getClassLoader());
    }

    private static Method method(Object of, String name, Class<?>... types) throws NoSuchMethodException {
        return of.getClass().getMethod(name, types);
    }
}
