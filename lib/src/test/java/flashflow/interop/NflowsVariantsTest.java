package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.flow.Activation;
import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import flashflow.interop.torch.StateDict;
import flashflow.interop.torch.TorchFile;
import flashflow.interop.torch.TorchFileTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files were written by lib/src/test/python/make_nflows_variants.py. */
class NflowsVariantsTest {
    private static final NflowsSettings SETTINGS = new NflowsSettings(3, Activation.RELU, 0);

    /** All of one variant: the configuration and the first permutation. */
    private record Read(FlowConfig config, long[] permutation) {}

    private static Read read(String variant) {
        try (var file = TorchFile.open(TorchFileTest.resource("variants.pt"))) {
            var reader = new NflowsReader(StateDict.of((Map<?, ?>) file.map().get(variant)), SETTINGS);
            reader.parameters();
            reader.statistics();
            return new Read(reader.config(), Arrays.copyOf(reader.permutations(), 3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "reverse permutation", "within a module"})
    void whatThisLibraryHasIsRead(String variant) {
        assertEquals(3, read(variant).config().targets());
    }

    @Test
    void aReversedOrderIsRead() {
        assertArrayEquals(new long[] {2, 1, 0}, read("reverse permutation").permutation());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    inverse coupling           | lies within another transform, such as nflows' InverseTransform
                    inverse permutation        | lies within another transform, such as nflows' InverseTransform
                    inverse linear             | lies within another transform, such as nflows' InverseTransform
                    inverse of everything      | lies within another transform, such as nflows' InverseTransform
                    inverse of one step        | lies within another transform, such as nflows' InverseTransform
                    sigmoid                    | Transform 2 of the composite '_transform' has no tensors
                    logit first                | Transform 0 of the composite '_transform' has no tensors
                    tanh in a step             | Transform 0 of the composite '_transform._transforms.0' has no tensors
                    leaky relu                 | Transform 1 of the composite '_transform' has no tensors
                    batch norm                 | belong to no part of a flow that this library has
                    act norm                   | belong to no part of a flow that this library has
                    convolution                | lies within another transform
                    two permutations           | do not come as [permutation, LULinear
                    linear before permutation  | do not come as [permutation, LULinear
                    naive linear               | belong to no part of a flow that this library has
                    svd linear                 | belong to no part of a flow that this library has
                    qr linear                  | belong to no part of a flow that this library has
                    householder                | belong to no part of a flow that this library has
                    pointwise affine           | belong to no part of a flow that this library has
                    cdf                        | belong to no part of a flow that this library has
                    unconditional transform    | belong to no part of a flow that this library has
                    odd first                  | only nflows' alternating masks, even first
                    no tails                   | only rational-quadratic splines with linear tails
                    affine coupling            | has affine steps, not splines
                    additive coupling          | has affine steps, not splines
                    linear splines             | only rational-quadratic splines with linear tails
                    cubic splines              | only rational-quadratic splines with linear tails
                    plain net                  | belong to no part of a flow that this library has
                    affine masked              | has affine steps, not splines
                    affine, then splines       | has affine steps, not splines
                    splines, then affine       | has affine steps, not splines
                    feed-forward blocks        | made of feed-forward blocks
                    random masks               | random masks cannot be read
                    coupling and masked        | do not come as [permutation, LULinear
                    diagonal normal            | belong to no part of a flow that this library has
                    embedding                  | belong to no part of a flow that this library has
                    two flows                  | belong to several flows
                    list of steps              | belong to several flows
                    """)
    void whatChangesTheMapIsRefused(String variant, String said) {
        var refusal = assertThrows(FlashFlowException.class, () -> read(variant));
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void everyVariantOfTheFileIsTried() {
        try (var file = TorchFile.open(TorchFileTest.resource("variants.pt"))) {
            assertEquals(41, file.map().size());
        }
    }

    @Test
    void theTrainersSplinesAreReadInItsWords() {
        var path = TorchFileTest.resource("trainer.pt");
        var checkpoint = NflowsCheckpoint.read(path);
        assertEquals(
                FlowConfig.of(3, 2, 2, 4, 1, 4)
                        .kind(Kind.AUTOREGRESSIVE)
                        .tailBound(3)
                        .dropout(0.1),
                checkpoint.config());
        assertEquals(List.of(), checkpoint.warnings());
        try (var flow = checkpoint.flow(Device.cpu());
                var file = TorchFile.open(path)) {
            var reference = (Map<?, ?>) file.map().get("reference");
            NflowsAgreement.check(flow, reference, 1e-4, 1e-5);
            NflowsAgreement.checkWide(flow, reference, 1e-6);
        }
    }

    @Test
    void theTrainersDefaultIsNoSplineFlow() {
        var path = TorchFileTest.resource("affine.pt");
        for (NflowsSettings settings : new NflowsSettings[] {null, SETTINGS}) {
            var refusal = assertThrows(FlashFlowException.class, () -> NflowsCheckpoint.read(path, settings));
            assertTrue(refusal.getMessage().contains("has affine steps, not splines"), refusal.getMessage());
        }
    }
}
