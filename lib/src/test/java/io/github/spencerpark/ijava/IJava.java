package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;

/** IJava's main class as far as a library asks it for the running kernel; the kernel itself is the real base kernel. */
public final class IJava {
    private static BaseKernel kernel;

    private IJava() {}

    /** Null where none runs. */
    public static BaseKernel getKernelInstance() {
        return kernel;
    }

    /** As if this kernel ran, or none. */
    public static void run(BaseKernel other) {
        kernel = other;
    }
}
