package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.flow.FlowModel;
import flashflow.flow.FlowProgram;
import flashflow.flow.kernels.KernelSources;
import flashflow.storage.AtomicFile;
import flashflow.storage.TorchPickle;
import flashflow.storage.TorchScriptArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a model for users without Java: a TorchScript archive that C++ (libtorch), Python ({@code torch.jit.load}) and
 * DJL open with PyTorch alone. It holds the flow, its preprocessing there and back, and the columns' names.
 *
 * <pre>{@code
 * model = torch.jit.load("jets.ts")               # or map_location="cuda"
 * jets = model.sample(context)                    # (rows, C) -> (rows, D), physical units
 * jets = model(context, z)                        # the same noise gives the same jets
 * nats = model.log_prob(jets, context)            # of the preprocessed targets, as FlowModel.nll
 * model.context_columns(), model.target_columns()
 * }</pre>
 *
 * <p>In C++: {@code torch::jit::load("jets.ts").forward({context, z})}, the other methods by {@code get_method}. The
 * noise that a preprocessing adds to targets (dequantisation, spikes) is left out of {@code log_prob}. Calls whose
 * numbers are NaN or infinite raise an error. Where a column is taken in float64 ({@code Preprocessing.exactContext()}, {@code
 * exactTargets()}), such context and targets have to be float64 tensors, which is asserted, and such targets come out as float64.
 */
public final class TorchScriptExport {
    /** Name of the module's class. */
    static final String CLASS = "FlowModel";

    private static final String WEIGHTS = "0";

    private TorchScriptExport() {}

    /**
     * Writes the file, beside its place and renamed.
     *
     * @param model its weights as they are now; its preprocessing must be fitted
     * @param file where to; .ts or .pt are usual endings
     * @throws FlashFlowException if the preprocessing is not fitted or the file cannot be written
     */
    public static void write(FlowModel model, Path file) {
        if (!model.preprocessing().isFitted()) {
            throw new FlashFlowException(
                    "The model's preprocessing has not seen data yet; train the model before it is" + " exported.");
        }
        var program = FlowProgram.of(model.flow());
        String source = source(program, new PreprocessingCode(model.preprocessing()));
        AtomicFile.write(file, channel -> {
            var out = Channels.newOutputStream(channel);
            TorchScriptArchive.write(out, "model", source, module(program), Map.of(WEIGHTS, program.weights()));
        });
    }

    private static TorchPickle.Module module(FlowProgram program) {
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("weights", new TorchPickle.Tensor(WEIGHTS, program.weights().length / Float.BYTES));
        attributes.put("training", false);
        attributes.put("shapes", program.shapes());
        attributes.put("cfg", program.cfg());
        attributes.put("box", program.box());
        attributes.put("kernels", new TorchPickle.Module(program.className(), Map.of("training", false)));
        return new TorchPickle.Module(CLASS, attributes);
    }

    private static String source(FlowProgram program, PreprocessingCode preprocessing) {
        return program.source() + "class " + CLASS
                + "(Module):\n  __parameters__ = []\n  __buffers__ = [\"weights\", ]\n"
                + "  weights : Tensor\n  training : bool\n  shapes : List[int]\n  cfg : List[int]\n"
                + "  box : List[float]\n  kernels : __torch__." + program.className() + "\n"
                + preprocessing.methods() + resource();
    }

    private static String resource() {
        try (InputStream in = TorchScriptExport.class.getResourceAsStream("model.py")) {
            return KernelSources.resolved(new String(in.readAllBytes(), StandardCharsets.UTF_8), "model.py");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
