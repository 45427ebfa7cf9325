package flashflow.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.flow.FlowConfig;
import flashflow.flow.SplineFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineMemoryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.18 GiB | The GPU | (2.00 GiB more
            RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)` | The GPU | has no memory left
            [enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 400 bytes. | The machine | (400 bytes more
            """)
    void isOneSentence(String said, String who, String what) {
        String sentence = EngineMemory.explain(new EngineException(
                        "The following operation failed in the TorchScript interpreter.\nTraceback:\n" + said))
                .getMessage();
        assertTrue(sentence.startsWith(who) && sentence.contains(what), sentence);
        assertFalse(sentence.contains("\n"), sentence);
        assertTrue(sentence.endsWith("holds the memory."), sentence);
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        var other = new EngineException("Expected all tensors to be on the same device");
        assertSame(other, EngineMemory.explain(other));
    }

    /** A view of one row, 2^45 times, takes no memory itself. */
    @Test
    void theEnginesOwnFailureIsTold() {
        try (var flow = SplineFlow.of(FlowConfig.of(2, 1, 1, 4, 1, 4), Device.cpu());
                var manager = flow.newManager()) {
            var x = manager.zeros(new Shape(1, 2)).broadcast(new Shape(1L << 45, 2));
            var y = manager.zeros(new Shape(1, 1)).broadcast(new Shape(1L << 45, 1));
            var failure = assertThrows(FlashFlowException.class, () -> EngineCalls.call(() -> x.add(y)));
            assertTrue(failure.getMessage().startsWith("The machine has no memory left"), failure.getMessage());
        }
    }
}
