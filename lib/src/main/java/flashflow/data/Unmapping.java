package flashflow.data;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

/**
 * Gives mapped memory back at once. Java 17 has no public call for it, and waiting for the garbage collector would keep
 * a file undeletable on Windows. Where the JDK offers no way, the collector still does it later.
 */
final class Unmapping {
    private static final MethodHandle CLEANER = find();

    private Unmapping() {}

    static void unmap(ByteBuffer mapped) {
        if (CLEANER == null) {
            return;
        }
        try {
            CLEANER.invoke(mapped);
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK refused to unmap a file it had mapped.", e);
        }
    }

    private static MethodHandle find() {
        try {
            var type = Class.forName("sun.misc.Unsafe");
            var field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(field.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
