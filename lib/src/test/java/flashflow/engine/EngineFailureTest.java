package flashflow.engine;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import flashflow.FlashFlowException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EngineFailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new UnsatisfiedLinkError(
                                "/c/libc10.so: failed to map segment from shared object: Operation not permitted"),
                        "mounted with noexec"),
                Arguments.of(
                        new UnsatisfiedLinkError("/c/libc10.so: /lib/libc.so.6: version `GLIBC_2.99' not found"),
                        "version `GLIBC_2.99' not found"),
                Arguments.of(
                        new UnsatisfiedLinkError("/c/libc10.so: cannot open shared object file: wrong ELF class"),
                        "another kind of machine"),
                Arguments.of(new UnknownHostException("publish.example"), "PYTORCH_LIBRARY_PATH"),
                Arguments.of(
                        new EngineException("No deep learning engine found.\nPlease refer to"),
                        "put ai.djl.pytorch:pytorch-engine on the class path"),
                Arguments.of(new NoClassDefFoundError("Could not initialize class X"), "of one version"),
                Arguments.of(new NullPointerException(), "NullPointerException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void oneSentenceSaysWhatToDo(Throwable root, String part) {
        var wrapped = new EngineException("Failed to load PyTorch native library", root);
        String said = EngineFailure.explain(wrapped).getMessage();
        assertTrue(said.contains(part), said);
        assertTrue(said.lines().count() == 1 && said.endsWith("restart the kernel)."), said);
    }

    @Test
    void ourOwnSentencesStay() {
        var ours = new FlashFlowException("That.");
        assertSame(ours, EngineFailure.explain(ours));
    }
}
