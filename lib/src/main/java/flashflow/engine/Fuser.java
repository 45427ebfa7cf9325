package flashflow.engine;

/**
 * TorchScript's fuser, which on a GPU compiles chains of small operations into kernels of its own when they run for the second time:
 * anew for new shapes, with pauses of seconds, and with other roundings. PyTorch has it on; here it is off unless the system property
 * {@code flashflow.fuser} is {@code true} when the engine starts. For the whole process; PyTorch's builds for the CPU have no fuser.
 *
 * <p>DJL has no call for it, so this sets the engine's own switch. Where that cannot be reached (Windows), start Java with
 * {@code PYTORCH_TENSOREXPR=0} in its environment; where that variable is set, PyTorch goes by it alone.
 */
public final class Fuser {
    private static final String PROPERTY = "flashflow.fuser";

    private Fuser() {}

    /** Switches the fuser on or off for what is compiled from now on. */
    public static void use(boolean on) {
        EngineFunctions.named("_ZN5torch3jit25setTensorExprFuserEnabledEb").invokeVoid(new Object[] {on});
    }

    /** Whether the fuser is on. */
    public static boolean inUse() {
        return (EngineFunctions.named("_ZN5torch3jit22tensorExprFuserEnabledEv").invokeInt(new Object[0]) & 0xff) != 0;
    }

    /**
     * As the system property says; without effect, but for a warning where there is a GPU, on platforms that name functions otherwise, and
     * where JNA cannot be unpacked, as on a full disk.
     */
    static void useProperty() {
        try {
            use(Boolean.getBoolean(PROPERTY));
        } catch (LinkageError e) {
            if (System.getenv("PYTORCH_TENSOREXPR") == null && PyTorch.engine().getGpuCount() > 0) {
                System.err.println(
                        "Warning: PyTorch's fuser, which compiles kernels while a flow trains, cannot be switched off here ("
                                + e.getMessage()
                                + "); set PYTORCH_TENSOREXPR=0 in the environment before Java starts.");
            }
        }
    }
}
