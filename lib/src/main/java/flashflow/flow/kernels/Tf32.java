package flashflow.flow.kernels;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import flashflow.FlashFlowException;
import flashflow.engine.EngineFunctions;

/**
 * Whether matrix products on NVIDIA GPUs (Ampere and newer) may round their factors to TF32, 10 bits of mantissa instead of 23:
 * several times faster, with errors around 1e-3. Off unless the system property {@code flashflow.tf32} is {@code true} when the
 * first flow is made on a GPU. For the whole process; without effect on the CPU.
 *
 * <p>DJL has no call for it, so this sets the engine's own switch. Where that cannot be reached (Windows), start Java with
 * {@code TORCH_ALLOW_TF32_CUBLAS_OVERRIDE=1} in its environment.
 */
public final class Tf32 {
    private static final String PROPERTY = "flashflow.tf32";

    private Tf32() {}

    /** Switches TF32 on or off from now on. */
    public static void use(boolean on) {
        function("_ZN2at7Context18setAllowTF32CuBLASEb").invokeVoid(new Object[] {context(), on});
    }

    /** Whether TF32 is on. */
    public static boolean inUse() {
        return (function("_ZNK2at7Context15allowTF32CuBLASEv").invokeInt(new Object[] {context()}) & 0xff) != 0;
    }

    /** As the system property says, if it is set. */
    static void useProperty() {
        String value = System.getProperty(PROPERTY);
        if (value != null) {
            use(Boolean.parseBoolean(value));
        }
    }

    private static Pointer context() {
        return function("_ZN2at13globalContextEv").invokePointer(new Object[0]);
    }

    private static Function function(String name) {
        try {
            return EngineFunctions.named(name);
        } catch (UnsatisfiedLinkError e) {
            throw new FlashFlowException(
                    "TF32 cannot be switched on this platform from Java; set TORCH_ALLOW_TF32_CUBLAS_OVERRIDE=1 in the"
                            + " environment before Java starts.",
                    e);
        }
    }
}
