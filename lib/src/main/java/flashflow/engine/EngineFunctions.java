package flashflow.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/** Functions of PyTorch's own library that DJL has no call for. */
public final class EngineFunctions {
    private EngineFunctions() {}

    /**
     * By its C++ name on Linux and macOS; the engine loads the library, this only finds it again.
     *
     * @throws UnsatisfiedLinkError where there is none of that name
     */
    public static Function named(String name) {
        PyTorch.engine();
        return NativeLibrary.getInstance(System.mapLibraryName("torch_cpu")).getFunction(name);
    }
}
