package flashflow.flow.density;

import ai.djl.pytorch.jni.IValue;

/**
 * The weights as evaluation takes them: batch norms folded into the layers, linear layers inverted. A copy, which no later change
 * of the density reaches.
 */
public final class FoldedWeights implements AutoCloseable {
    private final IValue tensors;
    private final NativeMemory memory;

    FoldedWeights(IValue tensors) {
        this.tensors = tensors;
        this.memory = new NativeMemory(this, "flow", tensors::close);
    }

    /** What the kernels call q; open as long as a use is. */
    public IValue tensors() {
        return tensors;
    }

    /** Keeps them until it is closed. */
    public NativeMemory.Use use() {
        return memory.use();
    }

    /** Frees them after the last use. */
    @Override
    public void close() {
        memory.close();
    }
}
